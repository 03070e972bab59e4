// about: a load through a null pointer that a kernel got as its argument, with an offset
#include "../common/fault.h"

__global__ void copy(const double *in, double *out) {
    int t = threadIdx.x;
    out[t] = in[t + 5];
}

int main() {
    double *out;
    CUDA(cudaMalloc(&out, 32 * sizeof(double)));
    return faults_with(cudaErrorIllegalAddress, [=] { copy<<<1, 32>>>(nullptr, out); });
}
