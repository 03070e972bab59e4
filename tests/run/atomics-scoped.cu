// about: the _block and _system variants of atomics
#include "../common/test.h"

__global__ void all(int *cell, unsigned *u, unsigned long long *wide, float *f, double *d) {
    __shared__ int s[2];
    if (threadIdx.x == 0)
        s[0] = s[1] = 0;
    __syncthreads();
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    atomicAdd_block(&s[0], i);
    atomicMax_block(&s[1], i);
    __syncthreads();
    if (threadIdx.x == 0) {
        atomicAdd_system(&cell[0], s[0]);
        atomicMax_system(&cell[1], s[1]);
    }
    atomicMin_system(&cell[2], -i);
    atomicAnd_system(&cell[3], ~(1 << i % 9));
    atomicOr_system(&cell[4], 1 << i % 9);
    atomicXor_system(&cell[5], i);
    atomicSub_system(&cell[6], i);
    atomicInc_system(&u[0], 6u);
    atomicDec_system(&u[1], 6u);
    if (i == 77)
        atomicExch_system(&u[2], 1234u);
    atomicAdd_system(&wide[0], 1ull << 33);
    atomicCAS_system(&wide[1], 0ull, 5ull);
    atomicAdd_system(f, 1.0f);
    atomicAdd_system(d, 2.0);
}

int main() {
    const int n = 4 * 50;
    std::vector<int> cell(7), want(7);
    cell[3] = want[3] = -1;
    std::vector<unsigned> want_u{0, 0, 1234};
    for (int i = 0; i < n; i++) {
        want[0] += i;
        want[1] = i;
        want[2] = -i;
        want[3] &= ~(1 << i % 9);
        want[4] |= 1 << i % 9;
        want[5] ^= i;
        want[6] -= i;
        want_u[0] = want_u[0] >= 6 ? 0 : want_u[0] + 1;
        want_u[1] = want_u[1] == 0 || want_u[1] > 6 ? 6 : want_u[1] - 1;
    }
    Device<int> dc(cell);
    Device<unsigned> du(3);
    Device<unsigned long long> dw(2);
    Device<float> df(1);
    Device<double> dd(1);
    all<<<4, 50>>>(dc, du, dw, df, dd);
    FINISH();
    match("int", dc.host(), want);
    match("unsigned", du.host(), want_u);
    match("wide", dw.host(), std::vector<unsigned long long>{(1ull << 33) * n, 5});
    match("float", df.host(), std::vector<float>{(float)n});
    match("double", dd.host(), std::vector<double>{2.0 * n});
    return verdict();
}
