// about: braced lists as launch arguments
#include "../common/test.h"

__global__ void count(int *out) {
    if (threadIdx.x == 0 && threadIdx.y == 0)
        atomicAdd(out, (int)(blockDim.x + blockDim.y * 100 + blockDim.z * 10000));
}

int main() {
    Device<int> out(1);
    count<<<{2, 2, 2}, {8}>>>(out);
    count<<<3, {4, 5}, 0>>>(out);
    FINISH();
    match("sum", out.host()[0], 8 * (8 + 100 + 10000) + 3 * (4 + 500 + 10000));
    return verdict();
}
