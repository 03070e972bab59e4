// about: single-pass prefix sum; blocks take tickets and look back at the blocks before them
#include "../common/test.h"

const int THREADS = 128;
// Upper half: 0 nothing, 1 sum of the block, 2 sum of everything up to the block. Lower half: the sum.
typedef unsigned long long State;

__device__ unsigned look_back(volatile State *states, int block) {
    unsigned sum = 0;
    for (int b = block - 1; b >= 0; b--) {
        State s;
        do
            s = states[b];
        while (s >> 32 == 0);
        sum += (unsigned)s;
        if (s >> 32 == 2)
            break;
    }
    return sum;
}

__global__ void scan(const unsigned *in, unsigned *out, int n, volatile State *states, int *ticket) {
    __shared__ unsigned s[THREADS];
    __shared__ unsigned before;
    __shared__ int block;
    int t = threadIdx.x;
    if (t == 0)
        block = atomicAdd(ticket, 1);
    __syncthreads();
    int i = block * THREADS + t;
    s[t] = i < n ? in[i] : 0;
    __syncthreads();
    for (int d = 1; d < THREADS; d <<= 1) {
        unsigned left = t >= d ? s[t - d] : 0;
        __syncthreads();
        s[t] += left;
        __syncthreads();
    }
    if (t == 0) {
        unsigned total = s[THREADS - 1];
        states[block] = (State)(block == 0 ? 2 : 1) << 32 | total;
        before = look_back(states, block);
        states[block] = (State)2 << 32 | (before + total);
    }
    __syncthreads();
    if (i < n)
        out[i] = before + s[t];
}

int main() {
    const int n = 10000, blocks = (n + THREADS - 1) / THREADS;
    std::vector<unsigned> in(n), want(n);
    Random random(10);
    unsigned sum = 0;
    for (int i = 0; i < n; i++)
        want[i] = sum += in[i] = random.next() % 1000;
    Device<unsigned> din(in), out(n);
    Device<State> states(blocks);
    Device<int> ticket(1);
    scan<<<blocks, THREADS>>>(din, out, n, states, ticket);
    FINISH();
    match("prefix sums", out.host(), want);
    return verdict();
}
