// about: symbols copied in streams, between device memory and symbols, with offsets
#include "../common/test.h"

__constant__ int weights[8];
__device__ int results[32];

__global__ void multiply() { results[threadIdx.x] += weights[threadIdx.x % 8] * (int)threadIdx.x; }

int main() {
    cudaStream_t stream;
    CUDA(cudaStreamCreate(&stream));
    int *pinned;
    CUDA(cudaMallocHost(&pinned, 8 * sizeof(int)));
    Device<int> copy(32);
    std::vector<int> want(32);
    for (int round = 1; round <= 4; round++) {
        for (int i = 0; i < 8; i++)
            pinned[i] = i * round;
        CUDA(cudaMemcpyToSymbolAsync(weights, pinned, 8 * sizeof(int), 0, cudaMemcpyHostToDevice, stream));
        multiply<<<1, 32, 0, stream>>>();
        CUDA(cudaMemcpyFromSymbolAsync(copy, results, 16 * sizeof(int), 16 * sizeof(int), cudaMemcpyDeviceToDevice, stream));
        CUDA(cudaMemcpyToSymbolAsync(results, copy, 4 * sizeof(int), 0, cudaMemcpyDeviceToDevice, stream));
        CUDA(cudaStreamSynchronize(stream));
        for (int t = 0; t < 32; t++)
            want[t] += t % 8 * round * t;
        std::copy(&want[16], &want[20], &want[0]);
    }
    std::vector<int> got(32);
    CUDA(cudaMemcpyFromSymbol(got.data(), results, sizeof results));
    match("results", got, want);
    CUDA(cudaFreeHost(pinned));
    CUDA(cudaStreamDestroy(stream));
    return verdict();
}
