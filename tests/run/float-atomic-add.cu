// about: atomicAdd on float and its returned old value; small integers, so that every order gives the same sum
#include "../common/test.h"

__global__ void add(float *sum, float *old) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    old[i] = atomicAdd(sum, 1.0f);
    atomicAdd(&sum[1 + i % 3], (float)(i % 50) - 10.0f);
    atomicExch(&sum[4], 2.5f);
}

int main() {
    const int n = 12 * 64;
    std::vector<float> want(5);
    for (int i = 0; i < n; i++) {
        want[0] += 1;
        want[1 + i % 3] += (float)(i % 50) - 10.0f;
    }
    want[4] = 2.5f;
    Device<float> sum(5), old(n);
    add<<<12, 64>>>(sum, old);
    FINISH();
    match("sums", sum.host(), want);
    std::vector<int> seen(n);
    for (float v : old.host())
        if (v >= 0 && v < n)
            seen[(int)v]++;
    match("old values seen", seen, std::vector<int>(n, 1));
    return verdict();
}
