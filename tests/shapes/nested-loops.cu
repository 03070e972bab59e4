// about: barriers at three depths
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i];
    for (int a = 0; a < 2; a++) {
        s[t] = v;
        __syncthreads();
        for (int b = 0; b <= a + 1; b++) {
            int w = s[(t + b) % n];
            __syncthreads();
            for (int c = 0; c < b; c++) {
                s[t] = w + c;
                __syncthreads();
                w = s[(t + 5) % n];
                __syncthreads();
            }
            s[t] = w;
            __syncthreads();
            v += w;
        }
        __syncthreads();
    }
    out[i] = v;
}

int main() {
    return run_shapes(shape, [](int, Ints v) {
        for (int a = 0; a < 2; a++) {
            Ints board = v;
            for (int b = 0; b <= a + 1; b++) {
                Ints w = rotated(board, b);
                for (int c = 0; c < b; c++)
                    w = rotated(each(w, [=](int, int x) { return x + c; }), 5);
                board = w;
                v = each(v, [&](int t, int x) { return x + w[t]; });
            }
        }
        return v;
    });
}
