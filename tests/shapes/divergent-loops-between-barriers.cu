// about: loops of per-thread length between barriers
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t;
    unsigned v = in[i];
    for (int k = 0; k < 3; k++) {
        for (unsigned j = 0; j < v % 11; j++) {
            v = v * 5 + j;
            if (v % 13 == 0)
                break;
        }
        v %= 10007;
        s[t] = (int)v;
        __syncthreads();
        v += s[(t + 1) % n];
        __syncthreads();
    }
    out[i] = (int)v;
}

int main() {
    return run_shapes(shape, [](int, Ints values) {
        for (int k = 0; k < 3; k++) {
            values = each(values, [](int, int x) {
                unsigned v = x;
                for (unsigned j = 0; j < v % 11; j++) {
                    v = v * 5 + j;
                    if (v % 13 == 0)
                        break;
                }
                return (int)(v % 10007);
            });
            Ints next = rotated(values, 1);
            values = each(values, [&](int t, int x) { return x + next[t]; });
        }
        return values;
    });
}
