#include <cuda_runtime.h>
#define ALL 0xffffffffu

__global__ void all_here(const int *in, int *out, int n) {
    int i = blockIdx.x * blockDim.x + threadIdx.x, v = 0;
    for (int k = i; k < n; k += gridDim.x * blockDim.x) v += in[k];
    out[i] = v + __shfl_xor_sync(ALL, v, 1);
}
__global__ void returned(const int *in, int *out, int n) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    out[i] = __shfl_down_sync(ALL, in[i], 1);
}
__global__ void by_warp(const int *in, int *out) {
    __shared__ int sums[32];
    int t = threadIdx.x, v = in[t];
    if (t % 32 == 0) sums[t / 32] = v;
    __syncthreads();
    if (t / 32 == 0) out[t] = __reduce_add_sync(ALL, sums[t]);
}
__global__ void named_by_activemask(const int *in, int *out, int *count) {
    int t = threadIdx.x;
    if (in[t] > 0) {
        unsigned mask = __activemask();
        int leader = __ffs(mask) - 1, base = 0;
        if ((t & 31) == leader) base = atomicAdd(count, __popc(mask));
        out[__shfl_sync(mask, base, leader) + __popc(mask & ((1u << (t & 31)) - 1))] = in[t];
    }
}
__global__ void half_a_warp(const int *in, int *out) {
    int t = threadIdx.x;
    if (t % 32 < 16) out[t] = __shfl_xor_sync(0xffffu, in[t], 1);
    else out[t] = __shfl_xor_sync(0xffff0000u, in[t], 2);
}
__global__ void loop_left_by_some(const int *in, int *out) {
    int t = threadIdx.x, v = in[t];
    while (v > 0) v -= __popc(__ballot_sync(ALL, v & 1)) + 1;
    out[t] = v;
}
__global__ void not_everyone_comes(const int *in, int *out, int n) {
    int i = threadIdx.x;
    if (i < n) out[i] = __shfl_down_sync(ALL, in[i], 1);
    else out[i] = -1;
}

__global__ void through_shared(const int *in, int *out) {
    __shared__ int values[64];
    values[threadIdx.x] = in[threadIdx.x];
    __syncthreads();
    out[threadIdx.x] = values[63 - threadIdx.x];
}
__global__ void in_place(int *values) {
    __shared__ int unused[64];
    int v = values[threadIdx.x];
    unused[threadIdx.x] = 1;
    __syncthreads();
    values[63 - threadIdx.x] = v + unused[63 - threadIdx.x];
}
__global__ void through_device_memory(int *values, int *out) {
    values[threadIdx.x] = threadIdx.x;
    __syncthreads();
    out[threadIdx.x] = values[63 - threadIdx.x];
}
__global__ void one_waits_for_all(volatile int *flag, const int *data, int *out) {
    if (threadIdx.x == 0)
        while (*flag == 0) {}
    __syncthreads();
    out[threadIdx.x] = data[threadIdx.x];
}
__global__ void one_writes_between(int *out) {
    __shared__ int values[64];
    values[threadIdx.x] = threadIdx.x;
    __syncthreads();
    if (threadIdx.x == 0) values[63] = 0;
    __syncthreads();
    if (threadIdx.x < 1) values[5] = values[63];
    __syncthreads();
    out[threadIdx.x] = values[threadIdx.x];
}

// An index of two parts of 64 bits, in a loop.
__global__ void counted_address(const float *in, float *out, int columns) {
    const float *row = in + (size_t)blockIdx.x * columns;
    float sum = 0;
    for (int i = threadIdx.x; i < columns; i += 32)
        sum += row[i];
    out[blockIdx.x * blockDim.x + threadIdx.x] = sum;
}

// The same with an index that may wrap around.
__global__ void wrapping_index(const float *in, float *out, unsigned columns, unsigned step) {
    const float *row = in + (size_t)blockIdx.x * columns;
    float sum = 0;
    for (unsigned i = threadIdx.x; i != columns; i += step)
        sum += row[i];
    out[blockIdx.x * blockDim.x + threadIdx.x] = sum;
}

// One call of two.
__global__ void exponentials(const float *in, float *out, float *other) {
    float a = in[threadIdx.x];
    out[threadIdx.x] = 2 * expf(a);
    other[threadIdx.x] = 3 * expf(a);
}

// Loads as other threads' stores may change the word meanwhile.
__global__ void atomic_loads(const unsigned *in, unsigned *out) {
    unsigned relaxed, acquired;
    do
        asm volatile("ld.relaxed.gpu.global.u32 %0, [%1];" : "=r"(relaxed) : "l"(in) : "memory");
    while (relaxed == 0);
    asm volatile("ld.acquire.gpu.global.u32 %0, [%1];" : "=r"(acquired) : "l"(in + 1) : "memory");
    out[threadIdx.x] = relaxed + acquired;
}
