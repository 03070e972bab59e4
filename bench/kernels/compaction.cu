// Keeps the elements that pass a test, by ballots and one atomic a warp.
#include "../bench.h"

__global__ void compaction(int n, const float *in, float *out, int *count) {
    int i = blockIdx.x * blockDim.x + threadIdx.x, lane = threadIdx.x % 32;
    float value = i < n ? in[i] : 0;
    unsigned kept = __ballot_sync(0xffffffff, value > 0.5f);
    int base = 0;
    if (lane == 0)
        base = atomicAdd(count, __popc(kept));
    base = __shfl_sync(0xffffffff, base, 0);
    if (value > 0.5f)
        out[base + __popc(kept & ((1u << lane) - 1))] = value;
}

int main(int argc, char **argv) {
    Bench bench("compaction", argc, argv);
    int n = bench.size(1 << 20, 1 << 26);
    Array<float> in(bench.random(n)), out(n);
    Array<int> count(1);
    out.clear();
    bench.time([&] {
        count.clear();
        compaction<<<(n + 255) / 256, 256>>>(n, in, out, count);
    });
    return bench.report(count.host());
}
