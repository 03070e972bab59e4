// about: a block reduction inside a loop, for any number of threads
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, total = 0;
    for (int round = 0; round < 4; round++) {
        s[t] = in[i] * (round + 1);
        for (int width = n; width > 1;) {
            int half = (width + 1) / 2;
            __syncthreads();
            if (t < width / 2)
                s[t] += s[t + half];
            width = half;
        }
        __syncthreads();
        total += s[0] + round;
        __syncthreads();
    }
    out[i] = total;
}

int main() {
    return run_shapes(shape, [](int, const Ints &in) {
        int sum = 0;
        for (int v : in)
            sum += v;
        return Ints(in.size(), 10 * sum + 6);
    });
}
