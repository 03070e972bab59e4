// about: warps are 32 consecutive threads in x-fastest order, whatever the shape of the block
#include "../common/test.h"

__global__ void number(int *lanes, int *warps) {
    int linear = threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z);
    // The first lane of a full warp tells the others its linear number: all must be the same multiple of 32.
    int first = __shfl_sync(0xffffffffu, linear, 0);
    lanes[linear] = linear - first;
    warps[linear] = first / warpSize;
}

int main() {
    dim3 block(5, 8, 4); // 160 threads: five full warps
    std::vector<int> lanes(160), warps(160);
    for (int i = 0; i < 160; i++) {
        lanes[i] = i % 32;
        warps[i] = i / 32;
    }
    Device<int> dl(160), dw(160);
    number<<<1, block>>>(dl, dw);
    FINISH();
    match("lanes", dl.host(), lanes);
    match("warps", dw.host(), warps);
    return verdict();
}
