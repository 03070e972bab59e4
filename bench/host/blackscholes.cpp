// Option prices: the data of kernels/blackscholes.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = bench.size(1 << 18);
    float *price = bench.random(n, 5, 30), *strike = bench.random(n, 1, 100), *years = bench.random(n, 0.25f, 10);
    float *call = array<float>(n), *put = array<float>(n);
    bench.time([&] { blackscholes(n, price, strike, years, call, put); });
    bench.report(call, n);
}
