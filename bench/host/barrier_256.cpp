// Barriers of 256 threads: the count of costs/barrier_256.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int count = bench.size(2000);
    unsigned *out = array<unsigned>(256);
    bench.time([&] { barrier_256(count, out); });
    bench.report(out, 256);
}
