// about: a private histogram per block in shared memory, merged with global atomics
#include "../common/test.h"

__global__ void histogram(const unsigned char *in, int n, unsigned *bins) {
    __shared__ unsigned local[256];
    for (int b = threadIdx.x; b < 256; b += blockDim.x)
        local[b] = 0;
    __syncthreads();
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
        atomicAdd(&local[in[i]], 1);
    __syncthreads();
    for (int b = threadIdx.x; b < 256; b += blockDim.x)
        if (local[b] != 0)
            atomicAdd(&bins[b], local[b]);
}

int main() {
    const int n = 30011;
    std::vector<unsigned char> in(n);
    std::vector<unsigned> want(256);
    Random random(13);
    for (unsigned char &v : in) {
        v = (unsigned char)(random.next() % 256 & random.next() % 256);
        want[v]++;
    }
    Device<unsigned char> din(in);
    Device<unsigned> bins(256);
    histogram<<<6, 192>>>(din, n, bins);
    FINISH();
    match("bins", bins.host(), want);
    return verdict();
}
