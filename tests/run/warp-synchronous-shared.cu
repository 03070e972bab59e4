// about: warp-synchronous code from before __syncwarp(): volatile shared memory and no barrier within a warp
#include "../common/test.h"

// A reduction whose steps overlap: each lane reads what another one has just written.
__device__ __noinline__ void reduce_warp(volatile int *s, unsigned t) {
    s[t] += s[t + 32];
    s[t] += s[t + 16];
    s[t] += s[t + 8];
    s[t] += s[t + 4];
    s[t] += s[t + 2];
    s[t] += s[t + 1];
}

__global__ void reduce(const int *in, int *out) {
    __shared__ int s[256];
    unsigned t = threadIdx.x;
    s[t] = in[blockIdx.x * 256 + t];
    __syncthreads();
    for (unsigned half = 128; half > 32; half /= 2) {
        if (t < half)
            s[t] += s[t + half];
        __syncthreads();
    }
    if (t < 32)
        reduce_warp(s, t);
    if (t == 0)
        out[blockIdx.x] = s[0];
}

// A scan in which lanes drop out: the step that they skip must not let them run ahead.
__global__ void scan(const int *in, int *out) {
    __shared__ volatile int s[64];
    unsigned t = threadIdx.x, lane = t % 32;
    s[t] = in[t];
    if (lane >= 1)
        s[t] += s[t - 1];
    if (lane >= 2)
        s[t] += s[t - 2];
    if (lane >= 4)
        s[t] += s[t - 4];
    if (lane >= 8)
        s[t] += s[t - 8];
    if (lane >= 16)
        s[t] += s[t - 16];
    int total = s[t | 31];
    out[t] = s[t] + 1000 * total;
}

// The same without branches, through zeros in front of each warp's part, and as a loop that cannot be unrolled.
__global__ void padded_scan(const int *in, int *out, int steps) {
    extern __shared__ int memory[];
    volatile int *s = memory;
    unsigned t = threadIdx.x, i = 2 * t - t % 32;
    s[i] = 0;
    i += 32;
    s[i] = in[t];
    for (int step = 0; step < steps; step++)
        s[i] += s[i - (1 << step)];
    out[t] = s[i] - in[t];
}

// Lanes leave the loop after different numbers of turns; those that have left wait behind it.
__global__ void uneven(int *out) {
    __shared__ volatile int s[32];
    unsigned t = threadIdx.x;
    s[t] = 0;
    for (unsigned turn = 0; turn <= t; turn++)
        s[t] = s[t] + turn;
    out[t] = s[31 - t];
}

int main() {
    Random random(5);
    std::vector<int> in(1024);
    for (int &value : in)
        value = random.between(0, 9);
    Device<int> d(in), sums(4), scanned(64);

    reduce<<<4, 256>>>(d, sums);
    FINISH();
    std::vector<int> want(4);
    for (int i = 0; i < 1024; i++)
        want[i / 256] += in[i];
    match("reduce", sums.host(), want);

    std::vector<int> inclusive(64), exclusive(64);
    for (int i = 0; i < 64; i++) {
        exclusive[i] = i % 32 ? inclusive[i - 1] : 0;
        inclusive[i] = exclusive[i] + in[i];
    }
    scan<<<1, 64>>>(d, scanned);
    FINISH();
    want = inclusive;
    for (int i = 0; i < 64; i++)
        want[i] += 1000 * inclusive[i | 31];
    match("scan", scanned.host(), want);

    padded_scan<<<1, 64, 128 * sizeof(int)>>>(d, scanned, 5);
    FINISH();
    match("padded scan", scanned.host(), exclusive);

    Device<int> triangles(32);
    uneven<<<1, 32>>>(triangles);
    FINISH();
    want.assign(32, 0);
    for (int i = 0; i < 32; i++)
        want[31 - i] = i * (i + 1) / 2;
    match("uneven", triangles.host(), want);
    return verdict();
}
