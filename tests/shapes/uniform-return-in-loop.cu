// about: the whole block returns from within a loop with barriers
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i];
    for (int k = 0; k < 30; k++) {
        s[t] = v;
        __syncthreads();
        if (s[n - 1] % 5 == 0) {
            out[i] = v + k * 10000;
            return;
        }
        v = s[(t + 1) % n] + t;
        __syncthreads();
    }
    out[i] = -v;
}

int main() {
    return run_shapes(shape, [](int, Ints v) {
        for (int k = 0; k < 30; k++) {
            if (v.back() % 5 == 0)
                return each(v, [=](int, int x) { return x + k * 10000; });
            v = each(rotated(v, 1), [](int t, int x) { return x + t; });
        }
        return each(v, [](int, int x) { return -x; });
    });
}
