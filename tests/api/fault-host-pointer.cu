// about: a kernel is given the address of ordinary host memory: it fails, and the memory is untouched
// only-anywarp: on some NVIDIA systems the GPU may access all host memory
#include "../common/fault.h"

__global__ void overwrite(unsigned char *p) { p[threadIdx.x * 100] = 1; }

int main() {
    return faults_with(cudaErrorIllegalAddress, [] { overwrite<<<1, 32>>>(canary); });
}
