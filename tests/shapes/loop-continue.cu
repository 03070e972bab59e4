// about: continue skips the rest of a body with barriers, the same for the whole block
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i];
    for (int k = 0; k < 9; k++) {
        s[t] = v;
        __syncthreads();
        int first = s[k % n];
        if (first % 3 == 0) {
            v++;
            __syncthreads();
            continue;
        }
        v = s[(t + first) % n] + 1;
        __syncthreads();
    }
    out[i] = v;
}

int main() {
    return run_shapes(shape, [](int, Ints v) {
        for (int k = 0; k < 9; k++) {
            int first = v[k % v.size()];
            v = each(first % 3 == 0 ? v : rotated(v, first), [](int, int x) { return x + 1; });
        }
        return v;
    });
}
