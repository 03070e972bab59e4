// All pairs of bodies: the data of kernels/nbody.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = bench.size(4096);
    float *bodies = bench.random(4 * n), *forces = array<float>(4 * n);
    bench.time([&] { nbody(n, bodies, forces); });
    bench.report(forces, 4 * n);
}
