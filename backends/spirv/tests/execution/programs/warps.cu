// Warp operations.
__global__ void shuffles(const int *in, int *out) {
    int x = in[threadIdx.x];
    int *o = out + threadIdx.x * 6;
    o[0] = __shfl_sync(~0u, x, 5);
    o[1] = __shfl_up_sync(~0u, x, 3);
    o[2] = __shfl_down_sync(~0u, x, 4, 16);
    o[3] = __shfl_xor_sync(~0u, x, 9);
    o[4] = (int)__ballot_sync(~0u, x & 1);
    o[5] = __all_sync(~0u, x >= 0) + 2 * __any_sync(~0u, x == 17);
}
__global__ void sum(const int *in, int *out, int n) {
    __shared__ int warps[32];
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    int x = i < n ? in[i] : 0;
    for (int step = 16; step; step /= 2) x += __shfl_down_sync(~0u, x, step);
    if (threadIdx.x % 32 == 0) warps[threadIdx.x / 32] = x;
    __syncthreads();
    if (threadIdx.x < 32) {
        x = threadIdx.x < blockDim.x / 32 ? warps[threadIdx.x] : 0;
        for (int step = 16; step; step /= 2) x += __shfl_xor_sync(~0u, x, step);
        if (threadIdx.x == 0) atomicAdd(out, x);
    }
}
__global__ void diverging(const int *in, int *out) {
    int lane = threadIdx.x & 31, x = in[threadIdx.x];
    unsigned mask = lane < 12 ? 0xfffu : ~0xfffu;
    if (lane < 12) x = __shfl_sync(mask, x, lane / 2) + 1000;
    else x = __reduce_add_sync(mask, x);
    out[threadIdx.x * 2] = x;
    out[threadIdx.x * 2 + 1] = (int)__match_any_sync(~0u, in[threadIdx.x] % 3);
}
