// about: one barrier per round, double buffering
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i];
    for (int k = 0; k < 7; k++) {
        int *buffer = s + k % 2 * n;
        buffer[t] = v;
        __syncthreads();
        v = buffer[(t + 3) % n] * 3 % 1009;
    }
    out[i] = v;
}

int main() {
    return run_shapes(shape, [](int, Ints v) {
        for (int k = 0; k < 7; k++)
            v = each(rotated(v, 3), [](int, int x) { return x * 3 % 1009; });
        return v;
    });
}
