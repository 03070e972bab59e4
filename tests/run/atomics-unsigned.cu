// about: every 32-bit unsigned atomic, with the wrapping atomicInc and atomicDec
#include "../common/test.h"

__global__ void all(unsigned *cell) {
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    unsigned v = i * 2654435761u;
    atomicAdd(&cell[0], v);
    atomicSub(&cell[1], v);
    atomicMin(&cell[2], v);
    atomicMax(&cell[3], v);
    atomicAnd(&cell[4], ~(1u << i % 30));
    atomicOr(&cell[5], 1u << i % 17);
    atomicXor(&cell[6], v);
    atomicInc(&cell[7], 99);
    atomicDec(&cell[8], 99);
    unsigned old = cell[9], assumed;
    do {
        assumed = old;
        old = atomicCAS(&cell[9], assumed, assumed + v % 10);
    } while (old != assumed);
}

int main() {
    const unsigned n = 7 * 160;
    std::vector<unsigned> cell(10), want(10);
    cell[2] = want[2] = 0xffffffffu;
    cell[4] = want[4] = 0xffffffffu;
    cell[7] = want[7] = 55;
    cell[8] = want[8] = 150; // above the bound: the first atomicDec sets it to the bound
    for (unsigned i = 0; i < n; i++) {
        unsigned v = i * 2654435761u;
        want[0] += v;
        want[1] -= v;
        want[2] = std::min(want[2], v);
        want[3] = std::max(want[3], v);
        want[4] &= ~(1u << i % 30);
        want[5] |= 1u << i % 17;
        want[6] ^= v;
        want[7] = want[7] >= 99 ? 0 : want[7] + 1;
        want[8] = want[8] == 0 || want[8] > 99 ? 99 : want[8] - 1;
        want[9] += v % 10;
    }
    Device<unsigned> dc(cell);
    all<<<7, 160>>>(dc);
    FINISH();
    match("cells", dc.host(), want);
    for (unsigned v : dc.host())
        printf("%u\n", v);
    return verdict();
}
