// about: occupancy functions give usable answers: blocks per multiprocessor, a suggested block size that launches
#include "../common/test.h"

__global__ void kernel(int *out) {
    extern __shared__ int s[];
    s[threadIdx.x] = 1;
    __syncthreads();
    if (threadIdx.x == 0)
        atomicAdd(out, s[blockDim.x - 1]);
}

size_t shared_bytes(int threads) { return threads * sizeof(int); }

int main() {
    int blocks = 0, minimum = 0, size = 0;
    CUDA(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, kernel, 128, 512));
    EXPECT(blocks >= 1 && blocks <= 64);
    CUDA(cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(&blocks, kernel, 1024, 4096, cudaOccupancyDefault));
    EXPECT(blocks >= 1);
    CUDA(cudaOccupancyMaxPotentialBlockSize(&minimum, &size, kernel, 0, 256));
    EXPECT(minimum >= 1 && size >= 32 && size <= 256 && size % 32 == 0);
    CUDA(cudaOccupancyMaxPotentialBlockSizeVariableSMem(&minimum, &size, kernel, shared_bytes));
    EXPECT(minimum >= 1 && size >= 32 && size <= 1024 && size % 32 == 0);
    Device<int> out(1);
    kernel<<<10, size, shared_bytes(size)>>>(out);
    FINISH();
    match("blocks that ran", out.host()[0], 10);
    return verdict();
}
