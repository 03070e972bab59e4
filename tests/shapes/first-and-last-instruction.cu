// about: a barrier opens and a barrier closes the kernel; several in a row
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    __syncthreads();
    int t = self(), n = threads(), i = blockIdx.x * n + t;
    s[t] = in[i] + 1;
    __syncthreads();
    __syncthreads();
    __syncthreads();
    out[i] = s[(t + n / 2) % n];
    __syncthreads();
}

int main() {
    return run_shapes(shape, [](int, const Ints &in) { return each(rotated(in, (int)in.size() / 2), [](int, int v) { return v + 1; }); });
}
