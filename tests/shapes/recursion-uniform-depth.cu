// about: a recursive function with barriers before and after the recursive call
#include "../common/shapes.h"

__device__ __noinline__ int descend(int v, int depth) {
    s[self()] = v;
    __syncthreads();
    v = s[(self() + depth) % threads()];
    __syncthreads();
    if (depth > 0)
        v += descend(v + 1, depth - 1);
    s[self()] = v;
    __syncthreads();
    v = s[threads() - 1 - self()];
    __syncthreads();
    return v;
}

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t;
    out[i] = descend(in[i], 3 + blockIdx.x);
}

Ints descend_host(Ints v, int depth) {
    v = rotated(v, depth);
    if (depth > 0) {
        Ints deeper = descend_host(each(v, [](int, int x) { return x + 1; }), depth - 1);
        v = each(v, [&](int t, int x) { return x + deeper[t]; });
    }
    return Ints(v.rbegin(), v.rend());
}

int main() {
    return run_shapes(shape, [](int block, const Ints &in) { return descend_host(in, 3 + block); });
}
