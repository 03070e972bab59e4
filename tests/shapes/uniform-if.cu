// about: a barrier under a condition that is the same for the whole block
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i];
    if (blockIdx.x % 2 == 0) {
        s[t] = v;
        __syncthreads();
        v = s[n - 1 - t];
    }
    out[i] = v + 5;
}

int main() {
    return run_shapes(shape, [](int block, const Ints &in) {
        return each(in, [&](int t, int v) { return (block % 2 == 0 ? in[in.size() - 1 - t] : v) + 5; });
    });
}
