// about: barriers inside lambdas, called directly and through a template
#include "../common/shapes.h"

template <class F> __device__ void repeat(int times, F f) {
    for (int k = 0; k < times; k++)
        f(k);
}

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i];
    auto exchange = [&](int distance) {
        s[t] = v;
        __syncthreads();
        v = s[(t + distance) % n];
        __syncthreads();
    };
    exchange(1);
    repeat(3, exchange);
    repeat(2, [&](int k) {
        exchange(k + 4);
        v += k + 1;
    });
    out[i] = v;
}

int main() {
    return run_shapes(shape, [](int, Ints v) {
        v = rotated(v, 1);
        for (int k = 0; k < 3; k++)
            v = rotated(v, k);
        for (int k = 0; k < 2; k++)
            v = each(rotated(v, k + 4), [=](int, int x) { return x + k + 1; });
        return v;
    });
}
