// Reads through random indices: the data of kernels/gather.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = bench.size(1 << 20);
    int *indices = bench.random_ints(n, n);
    float *from = bench.random(n), *to = array<float>(n);
    bench.time([&] { gather_all(n, indices, from, to); });
    bench.report(to, n);
}
