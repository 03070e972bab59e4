// Runs one barrier shape under every block shape: full and partial warps, one thread, one and more dimensions.
#pragma once

#include "test.h"
#include <functional>

// Dynamic shared memory: two integers per thread.
extern __shared__ int s[];

// Number of this thread in its block, x fastest, and the number of threads.
__device__ inline int self() { return threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z); }
__device__ inline int threads() { return blockDim.x * blockDim.y * blockDim.z; }

// The block that the CPU computes: `in` and the result have one element per thread.
typedef std::vector<int> Ints;
typedef std::function<Ints(int block, const Ints &in)> Oracle;

// Element t of the result is element t + distance of v, cyclically: what s[(t + distance) % n] reads after a barrier.
static inline Ints rotated(const Ints &v, int distance) {
    Ints r(v.size());
    for (size_t t = 0; t < v.size(); t++)
        r[t] = v[(t + distance) % v.size()];
    return r;
}

// Element by element.
static inline Ints each(const Ints &v, const std::function<int(int t, int value)> &f) {
    Ints r(v.size());
    for (size_t t = 0; t < v.size(); t++)
        r[t] = f((int)t, v[t]);
    return r;
}

static inline int run_shapes(void (*kernel)(const int *, int *), const Oracle &oracle) {
    const int blocks = 3;
    const dim3 shapes[] = {dim3(1),      dim3(31),       dim3(32),   dim3(33),     dim3(64),
                           dim3(100),    dim3(16, 16),   dim3(8, 8, 4), dim3(1024), dim3(1, 1024)};
    for (dim3 shape : shapes) {
        int n = (int)(shape.x * shape.y * shape.z);
        Ints in(n * blocks), want;
        Random random(n);
        for (int &v : in)
            v = random.between(0, 999);
        for (int b = 0; b < blocks; b++) {
            Ints out = oracle(b, Ints(in.begin() + b * n, in.begin() + (b + 1) * n));
            want.insert(want.end(), out.begin(), out.end());
        }
        Device<int> din(in), dout(in.size());
        kernel<<<blocks, shape, 2 * n * sizeof(int)>>>(din, dout);
        FINISH();
        char name[64];
        snprintf(name, sizeof name, "%u x %u x %u", shape.x, shape.y, shape.z);
        match(name, dout.host(), want);
    }
    return verdict();
}
