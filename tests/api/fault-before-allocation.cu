// about: a load just before the first allocation, which lies near the null pages, is called what it is
// only-anywarp: an NVIDIA GPU maps memory in larger pieces, and the load need not fault there
#include "../common/fault.h"

__global__ void copy(const float *in, float *out) { out[threadIdx.x] = in[(int)threadIdx.x - 128]; }

int main() {
    float *in, *out;
    CUDA(cudaMalloc(&in, 1 << 16));
    CUDA(cudaMalloc(&out, 1 << 16));
    return faults_with(cudaErrorIllegalAddress, [=] { copy<<<1, 1>>>(in, out); });
}
