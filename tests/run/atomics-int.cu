// about: every 32-bit signed atomic on global memory, from many blocks; and the old values it returns
#include "../common/test.h"

__global__ void all(int *cell, int *old) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    int v = (i * 37) % 1001 - 500;
    atomicAdd(&cell[0], v);
    atomicSub(&cell[1], v);
    atomicMin(&cell[2], v);
    atomicMax(&cell[3], v);
    atomicAnd(&cell[4], ~(1 << i % 20));
    atomicOr(&cell[5], 1 << i % 13);
    atomicXor(&cell[6], v);
    old[i] = atomicExch(&cell[7], i + 1);
    atomicAdd(&cell[8], atomicCAS(&cell[9], 0, 1) == 0);
}

int main() {
    const int n = 10 * 96;
    std::vector<int> cell(10), want(9);
    cell[4] = want[4] = -1;
    for (int i = 0; i < n; i++) {
        int v = (i * 37) % 1001 - 500;
        want[0] += v;
        want[1] -= v;
        want[2] = std::min(want[2], v);
        want[3] = std::max(want[3], v);
        want[4] &= ~(1 << i % 20);
        want[5] |= 1 << i % 13;
        want[6] ^= v;
    }
    want[8] = 1;
    Device<int> dc(cell), old(n);
    all<<<10, 96>>>(dc, old);
    FINISH();
    std::vector<int> got = dc.host(), values = old.host();
    // The exchanged values form one chain: with the last one they are a permutation of 0..n.
    values.push_back(got[7]);
    std::vector<int> seen(n + 1);
    for (int v : values)
        if (v >= 0 && v <= n)
            seen[v]++;
    match("exchanged values seen", seen, std::vector<int>(n + 1, 1));
    got[7] = 0;
    got.pop_back();
    match("cells", got, want);
    for (int v : got)
        printf("%d\n", v);
    return verdict();
}
