// about: one thread per element, the last block partly idle
#include "../common/test.h"

__global__ void add(const float *a, const float *b, float *c, int n) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n)
        c[i] = a[i] + b[i];
}

int main() {
    const int n = 10007;
    std::vector<float> a(n), b(n), want(n);
    Random random(1);
    for (int i = 0; i < n; i++) {
        a[i] = random.unit();
        b[i] = random.unit();
        want[i] = a[i] + b[i];
    }
    Device<float> da(a), db(b), dc(n);
    add<<<(n + 255) / 256, 256>>>(da, db, dc, n);
    FINISH();
    match("sums", dc.host(), want);
    return verdict();
}
