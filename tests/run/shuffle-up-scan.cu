// about: inclusive scan of a block: __shfl_up_sync inside warps, shared memory between them
#include "../common/test.h"

__global__ void scan(const int *in, int *out) {
    __shared__ int totals[32];
    int t = threadIdx.x, lane = t & 31, warp = t >> 5, v = in[t];
    for (int d = 1; d < 32; d <<= 1) {
        int left = __shfl_up_sync(0xffffffffu, v, d);
        if (lane >= d)
            v += left;
    }
    if (lane == 31)
        totals[warp] = v;
    __syncthreads();
    if (warp == 0) {
        int total = totals[lane];
        for (int d = 1; d < 32; d <<= 1) {
            int left = __shfl_up_sync(0xffffffffu, total, d);
            total += lane >= d ? left : 0;
        }
        totals[lane] = total;
    }
    __syncthreads();
    out[t] = v + (warp > 0 ? totals[warp - 1] : 0);
}

int main() {
    std::vector<int> in(1024), want(1024);
    Random random(6);
    int sum = 0;
    for (int i = 0; i < 1024; i++)
        want[i] = sum += in[i] = random.between(-50, 100);
    Device<int> din(in), out(1024);
    scan<<<1, 1024>>>(din, out);
    FINISH();
    match("prefix sums", out.host(), want);
    return verdict();
}
