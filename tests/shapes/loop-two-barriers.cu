// about: two barriers in the body of a loop
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i];
    for (int k = 0; k < 6; k++) {
        s[t] = v;
        __syncthreads();
        v = s[(t + k) % n] + k;
        __syncthreads();
    }
    out[i] = v;
}

int main() {
    return run_shapes(shape, [](int, Ints v) {
        for (int k = 0; k < 6; k++)
            v = each(rotated(v, k), [=](int, int x) { return x + k; });
        return v;
    });
}
