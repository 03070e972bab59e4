// about: combining barriers inside short-circuit and conditional expressions
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i], r = 0;
    // The left operands are the same for the whole block.
    if (blockIdx.x > 0 && __syncthreads_or(v > 995))
        r += 1;
    if (blockIdx.x == 2 || __syncthreads_and(v < 990))
        r += 2;
    r += blockIdx.x == 1 ? __syncthreads_count(v % 2) * 10 : -10;
    for (int k = 0; k < 3 && __syncthreads_count(v > 300 * k) > n / 2; k++)
        r += 100000;
    out[i] = r;
}

int main() {
    return run_shapes(shape, [](int block, const Ints &in) {
        auto count = [&](const std::function<bool(int)> &f) {
            int c = 0;
            for (int v : in)
                c += f(v);
            return c;
        };
        int n = (int)in.size(), r = 0;
        if (block > 0 && count([](int v) { return v > 995; }))
            r += 1;
        if (block == 2 || count([](int v) { return v < 990; }) == n)
            r += 2;
        r += block == 1 ? count([](int v) { return v % 2 == 1; }) * 10 : -10;
        for (int k = 0; k < 3 && count([=](int v) { return v > 300 * k; }) > n / 2; k++)
            r += 100000;
        return Ints(n, r);
    });
}
