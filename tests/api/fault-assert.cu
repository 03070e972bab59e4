// about: an assert that fails: CUDA's message on stderr, cudaErrorAssert, sticky
#include "../common/fault.h"

#include <cassert>

__global__ void check(int limit) { assert(threadIdx.x + blockIdx.x * 10 < limit && "too far"); }

int main() {
    check<<<1, 8>>>(8);
    CUDA(cudaDeviceSynchronize());
    return faults_with(cudaErrorAssert, [] { check<<<2, 1>>>(10); });
}
