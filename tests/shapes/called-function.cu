// about: a barrier in a function called from several places, inlined and not
#include "../common/shapes.h"

__device__ __noinline__ int far(int v, int distance) {
    s[self()] = v;
    __syncthreads();
    v = s[(self() + distance) % threads()];
    __syncthreads();
    return v;
}

__device__ __forceinline__ int near(int v) {
    s[self()] = v;
    __syncthreads();
    v = s[(self() + 1) % threads()];
    __syncthreads();
    return v;
}

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t;
    int v = far(in[i], 2) + 1;
    if (blockIdx.x == 1)
        v = far(near(v), 3);
    for (int k = 0; k < 3; k++)
        v = near(v) + far(v, k);
    out[i] = v;
}

int main() {
    return run_shapes(shape, [](int block, const Ints &in) {
        Ints v = each(rotated(in, 2), [](int, int x) { return x + 1; });
        if (block == 1)
            v = rotated(v, 4);
        for (int k = 0; k < 3; k++) {
            Ints a = rotated(v, 1), b = rotated(v, k);
            v = each(a, [&](int t, int x) { return x + b[t]; });
        }
        return v;
    });
}
