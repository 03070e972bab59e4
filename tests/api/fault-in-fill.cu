// about: memset that leaves device memory: the report names the line as for any other access
#include "../common/fault.h"

__global__ void fill(char *to, size_t bytes) {
    memset(to, 1, bytes);
}

int main() {
    char *bytes;
    CUDA(cudaMalloc(&bytes, 4096));
    // No further than inaccessible memory, wherever a device keeps its allocations.
    return faults_with(cudaErrorIllegalAddress, [=] { fill<<<1, 1>>>(bytes + ((size_t)1 << 31), 4096); });
}
