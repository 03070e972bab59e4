// about: a loop with barriers that is left by break when shared data says so
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i], k;
    for (k = 0; k < 20; k++) {
        s[t] = v;
        __syncthreads();
        if (s[0] > 2000)
            break;
        v = s[(t + 1) % n] + 300;
        __syncthreads();
    }
    out[i] = v * 100 + k;
}

int main() {
    return run_shapes(shape, [](int, Ints v) {
        int k;
        for (k = 0; k < 20 && v[0] <= 2000; k++)
            v = each(rotated(v, 1), [](int, int x) { return x + 300; });
        return each(v, [=](int, int x) { return x * 100 + k; });
    });
}
