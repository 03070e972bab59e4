// about: a grid with more blocks than one dispatch may have is split; every block runs once and knows its place
#include "../common/test.h"

__global__ void mark(int *seen, int *wrong) {
    int block = blockIdx.x + gridDim.x * (blockIdx.y + gridDim.y * blockIdx.z);
    atomicAdd(&seen[block], 1);
    if (gridDim.x != 70001 || blockIdx.x >= gridDim.x || blockIdx.y >= gridDim.y)
        atomicAdd(wrong, 1);
}

int main() {
    const int blocks = 70001 * 2;
    Device<int> seen(blocks), wrong(1);
    mark<<<dim3(70001, 2), 1>>>(seen, wrong);
    FINISH();
    match("seen", seen.host(), std::vector<int>(blocks, 1));
    match("wrong", wrong.host()[0], 0);
    return verdict();
}
