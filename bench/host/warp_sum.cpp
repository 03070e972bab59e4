// Sums of eight warps: the count of costs/warp_sum.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int count = bench.size(2000);
    unsigned *out = array<unsigned>(256);
    bench.time([&] { warp_sum(count, out); });
    bench.report(out, 256);
}
