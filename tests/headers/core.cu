// The everyday program: vector add, shared memory, math, atomics, streams, symbols, launches.
#include <cstdio>
#include <vector>

__constant__ float factor[4];
__device__ int counter;

__global__ void add(const float *a, const float *b, float *c, int n) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n)
        c[i] = a[i] + b[i] * factor[i & 3];
}

template <int N> __global__ void __launch_bounds__(256, 2) reduce(const float *in, float *out) {
    __shared__ float partial[N];
    extern __shared__ unsigned char dynamic[];
    partial[threadIdx.x] = sqrtf(in[threadIdx.x]) + sinf(1.0f) + expf(dynamic[0]) + rsqrtf(2.0f);
    __syncthreads();
    for (unsigned int s = blockDim.x / 2; s > 0; s >>= 1) {
        if (threadIdx.x < s)
            partial[threadIdx.x] += partial[threadIdx.x + s];
        __syncthreads();
    }
    if (threadIdx.x == 0) {
        atomicAdd(out, partial[0]);
        atomicAdd(&counter, 1);
        printf("block %d of %u\n", blockIdx.x, gridDim.x);
    }
}

#define CHECK(call) \
    do { \
        cudaError_t error = (call); \
        if (error != cudaSuccess) { \
            fprintf(stderr, "%s\n", cudaGetErrorString(error)); \
            exit(EXIT_FAILURE); \
        } \
    } while (0)

int main() {
    const int n = 1000;
    std::vector<float> host(n, 1.0f);
    float *a, *b, *c;
    CHECK(cudaMalloc(&a, n * sizeof *a));
    CHECK(cudaMalloc((void **)&b, n * sizeof *b));
    CHECK(cudaMallocManaged(&c, n * sizeof *c));
    CHECK(cudaMemcpy(a, host.data(), n * sizeof *a, cudaMemcpyHostToDevice));
    float factors[4] = {1, 2, 3, 4};
    CHECK(cudaMemcpyToSymbol(factor, factors, sizeof factors));
    int zero = 0, *address;
    CHECK(cudaMemcpyToSymbol(counter, &zero, sizeof zero));
    CHECK(cudaGetSymbolAddress((void **)&address, counter));
    cudaStream_t stream;
    cudaEvent_t begin, end;
    CHECK(cudaStreamCreate(&stream));
    CHECK(cudaEventCreate(&begin));
    CHECK(cudaEventCreate(&end, cudaEventDisableTiming));
    CHECK(cudaEventRecord(begin, stream));
    dim3 grid((n + 255) / 256), block(256);
    add<<<grid, block, 0, stream>>>(a, b, c, n);
    reduce<256><<<1, 256, 16>>>(a, c);
    CHECK(cudaGetLastError());
    CHECK(cudaEventRecord(end));
    CHECK(cudaStreamSynchronize(stream));
    float ms;
    CHECK(cudaEventElapsedTime(&ms, begin, end));
    cudaDeviceProp prop;
    CHECK(cudaGetDeviceProperties(&prop, 0));
    printf("%s %d %f %d\n", prop.name, prop.warpSize, ms, max(1, min(n, 3)));
    int grid_size, block_size;
    CHECK(cudaOccupancyMaxPotentialBlockSize(&grid_size, &block_size, add));
    CHECK(cudaFuncSetAttribute(reduce<256>, cudaFuncAttributeMaxDynamicSharedMemorySize, 65536));
    CHECK(cudaFree(a));
    return 0;
}
