// about: braces as the extents of a launch
#include "../common/test.h"

__global__ void where(int *out) {
    int rank = (blockIdx.y * gridDim.x + blockIdx.x) * blockDim.x * blockDim.y + threadIdx.y * blockDim.x + threadIdx.x;
    out[rank] = rank + 1000 * blockDim.y;
}

int main() {
    const int blocks = 6, threads = 32;
    Device<int> out(blocks * threads);
    where<<<{3, 2, 1}, {8, 4}>>>(out);
    FINISH();
    for (int i = 0; i < blocks * threads; i++)
        EXPECT(out.host()[i] == i + 4000);
    where<<<blocks, {threads}, 0>>>(out);
    FINISH();
    for (int i = 0; i < blocks * threads; i++)
        EXPECT(out.host()[i] == i + 1000);
    return verdict();
}
