// about: 64-bit integer atomics, signed and unsigned
#include "../common/test.h"

__global__ void all(unsigned long long *cell, long long *sign) {
    unsigned long long i = blockIdx.x * blockDim.x + threadIdx.x;
    unsigned long long v = i * 0x9e3779b97f4a7c15ull;
    atomicAdd(&cell[0], v);
    atomicMin(&cell[1], v);
    atomicMax(&cell[2], v);
    atomicAnd(&cell[3], ~(1ull << (i * 7 % 64)));
    atomicOr(&cell[4], 1ull << (i % 60));
    atomicXor(&cell[5], v);
    unsigned long long old = cell[6], assumed;
    do {
        assumed = old;
        old = atomicCAS(&cell[6], assumed, assumed * 1 + (v >> 40));
    } while (old != assumed);
    atomicExch(&cell[7], 0xabcdef0123456789ull);
    atomicMin(&sign[0], (long long)v);
    atomicMax(&sign[1], (long long)v);
}

int main() {
    const unsigned n = 5 * 32;
    std::vector<unsigned long long> cell(8), want(8);
    std::vector<long long> sign(2), want_sign(2);
    cell[1] = want[1] = ~0ull;
    cell[3] = want[3] = ~0ull;
    for (unsigned long long i = 0; i < n; i++) {
        unsigned long long v = i * 0x9e3779b97f4a7c15ull;
        want[0] += v;
        want[1] = std::min(want[1], v);
        want[2] = std::max(want[2], v);
        want[3] &= ~(1ull << (i * 7 % 64));
        want[4] |= 1ull << (i % 60);
        want[5] ^= v;
        want[6] += v >> 40;
        want_sign[0] = std::min(want_sign[0], (long long)v);
        want_sign[1] = std::max(want_sign[1], (long long)v);
    }
    want[7] = 0xabcdef0123456789ull;
    Device<unsigned long long> dc(cell);
    Device<long long> ds(sign);
    all<<<5, 32>>>(dc, ds);
    FINISH();
    match("unsigned", dc.host(), want);
    match("signed", ds.host(), want_sign);
    return verdict();
}
