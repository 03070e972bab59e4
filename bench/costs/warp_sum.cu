// What the sum of a warp costs: five shuffles, again and again in the eight warps of a block.
#include "../bench.h"

__global__ void warp_sum(int count, unsigned *out) {
    unsigned value = threadIdx.x;
    for (int i = 0; i < count; i++) {
        unsigned sum = value;
        for (int distance = 16; distance > 0; distance /= 2)
            sum += __shfl_xor_sync(0xffffffff, sum, distance);
        value = 3 * value + sum;
    }
    out[threadIdx.x] = value;
}

int main(int argc, char **argv) {
    Bench bench("warp_sum", argc, argv);
    Array<unsigned> out(256);
    bench.time([&] { warp_sum<<<1, 256>>>(2000, out); });
    return bench.report(out.host());
}
