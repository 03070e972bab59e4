// about: a bad access behind barriers, where threads take turns, by one thread of one block
#include "../common/fault.h"

__global__ void exchange(int *out, int *bad) {
    __shared__ int s[64];
    int t = threadIdx.x + 8 * threadIdx.y;
    s[t] = t;
    __syncthreads();
    int v = s[63 - t];
    __syncthreads();
    if (blockIdx.x == 2 && v == 21)
        bad[v] = 1;
    out[t] = v;
}

int main() {
    int *out;
    CUDA(cudaMalloc(&out, 64 * sizeof(int)));
    int *bad = reinterpret_cast<int *>(16);
    return faults_with(cudaErrorIllegalAddress, [=] { exchange<<<4, dim3(8, 8)>>>(out, bad); });
}
