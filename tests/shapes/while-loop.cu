// about: while with a condition computed from shared memory
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i], rounds = 0;
    s[t] = v;
    __syncthreads();
    while (s[n / 2] < 5000) {
        v = s[(t + 1) % n] + 700;
        __syncthreads();
        s[t] = v;
        rounds++;
        __syncthreads();
    }
    out[i] = v + rounds * 100000;
}

int main() {
    return run_shapes(shape, [](int, Ints v) {
        int rounds = 0;
        for (; v[v.size() / 2] < 5000; rounds++)
            v = each(rotated(v, 1), [](int, int x) { return x + 700; });
        return each(v, [=](int, int x) { return x + rounds * 100000; });
    });
}
