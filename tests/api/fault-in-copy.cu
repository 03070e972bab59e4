// about: copying a structure through a bad pointer: the report names the line as for any other access
#include "../common/fault.h"

struct Block {
    int values[300];
};

__global__ void copy(Block *to, const Block *from) { to[threadIdx.x] = from[threadIdx.x]; }

int main() {
    Block *blocks;
    CUDA(cudaMalloc(&blocks, 2 * sizeof(Block)));
    return faults_with(cudaErrorIllegalAddress, [=] { copy<<<1, 1>>>(blocks, nullptr); });
}
