// about: fewer threads than elements; each thread strides over the array
#include "../common/test.h"

__global__ void scale(int *data, int n, int factor) {
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
        data[i] = data[i] * factor + i;
}

int main() {
    const int n = 100003;
    std::vector<int> data(n), want(n);
    for (int i = 0; i < n; i++) {
        data[i] = i % 1000 - 500;
        want[i] = data[i] * 7 + i;
    }
    Device<int> d(data);
    scale<<<13, 96>>>(d, n, 7);
    FINISH();
    match("scaled", d.host(), want);
    return verdict();
}
