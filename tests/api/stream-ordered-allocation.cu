// about: cudaMallocAsync and cudaFreeAsync on two streams
#include "../common/test.h"

__global__ void fill(int *p, int n, int value) {
    for (int i = threadIdx.x; i < n; i += blockDim.x)
        p[i] = value + i;
}
__global__ void sum(const int *p, int n, int *out) {
    int s = 0;
    for (int i = threadIdx.x; i < n; i += blockDim.x)
        s += p[i];
    atomicAdd(out, s);
}

int main() {
    cudaStream_t streams[2];
    Device<int> out(2);
    for (int k = 0; k < 2; k++)
        CUDA(cudaStreamCreate(&streams[k]));
    int want[2] = {0, 0};
    for (int round = 0; round < 10; round++)
        for (int k = 0; k < 2; k++) {
            int *p, n = 1000 + round * 100;
            CUDA(cudaMallocAsync(&p, n * sizeof(int), streams[k]));
            fill<<<1, 64, 0, streams[k]>>>(p, n, round * k);
            sum<<<1, 64, 0, streams[k]>>>(p, n, out + k);
            CUDA(cudaFreeAsync(p, streams[k]));
            want[k] += n * (n - 1) / 2 + n * round * k;
        }
    CUDA(cudaDeviceSynchronize());
    match("sums", out.host(), std::vector<int>{want[0], want[1]});
    for (int k = 0; k < 2; k++)
        CUDA(cudaStreamDestroy(streams[k]));
    return verdict();
}
