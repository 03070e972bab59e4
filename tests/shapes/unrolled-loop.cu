// about: #pragma unroll over a body with a barrier, fully, partly, not at all
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i];
#pragma unroll
    for (int k = 0; k < 4; k++) {
        s[t] = v;
        __syncthreads();
        v = s[(t + k) % n] + 1;
        __syncthreads();
    }
#pragma unroll 3
    for (int k = 0; k < 7 + (int)blockIdx.x; k++) {
        s[t] = v;
        __syncthreads();
        v = s[(t + 1) % n] + k;
        __syncthreads();
    }
#pragma unroll 1
    for (int k = 0; k < 2; k++) {
        s[t] = v;
        __syncthreads();
        v = s[n - 1 - t];
        __syncthreads();
        v -= t;
    }
    out[i] = v;
}

int main() {
    return run_shapes(shape, [](int block, Ints v) {
        for (int k = 0; k < 4; k++)
            v = each(rotated(v, k), [](int, int x) { return x + 1; });
        for (int k = 0; k < 7 + block; k++)
            v = each(rotated(v, 1), [=](int, int x) { return x + k; });
        for (int k = 0; k < 2; k++)
            v = each(Ints(v.rbegin(), v.rend()), [](int t, int x) { return x - t; });
        return v;
    });
}
