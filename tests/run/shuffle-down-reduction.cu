// about: warp sum by __shfl_down_sync, then one warp sums the warps' results
#include "../common/test.h"

__device__ int warp_sum(int v) {
    for (int offset = 16; offset > 0; offset >>= 1)
        v += __shfl_down_sync(0xffffffffu, v, offset);
    return v;
}

__global__ void block_sum(const int *in, int *out) {
    __shared__ int sums[32];
    int t = threadIdx.x, lane = t % 32, warp = t / 32;
    int v = warp_sum(in[blockIdx.x * blockDim.x + t]);
    if (lane == 0)
        sums[warp] = v;
    __syncthreads();
    if (warp == 0) {
        v = warp_sum(lane < blockDim.x / 32 ? sums[lane] : 0);
        if (lane == 0)
            out[blockIdx.x] = v;
    }
}

int main() {
    for (int threads : {32, 64, 256, 1024}) {
        const int blocks = 4;
        std::vector<int> in(threads * blocks), want(blocks);
        Random random(threads);
        for (int i = 0; i < threads * blocks; i++) {
            in[i] = random.between(-100000, 100000);
            want[i / threads] += in[i];
        }
        Device<int> din(in), out(blocks);
        block_sum<<<blocks, threads>>>(din, out);
        FINISH();
        match("block sums", out.host(), want);
    }
    return verdict();
}
