// about: barriers in straight-line code
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t;
    s[t] = in[i];
    __syncthreads();
    int v = s[(t + 1) % n];
    __syncthreads();
    s[t] = v * 2;
    __syncthreads();
    out[i] = s[n - 1 - t] + v;
}

int main() {
    return run_shapes(shape, [](int, const Ints &in) {
        Ints v = rotated(in, 1);
        return each(v, [&](int t, int x) { return v[v.size() - 1 - t] * 2 + x; });
    });
}
