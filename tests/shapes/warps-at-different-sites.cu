// about: warps wait at different __syncthreads calls, the same number of times: the hardware counts arrivals, not places
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i];
    s[t] = v;
    if (t / 32 % 2 == 0) {
        __syncthreads();
        v = s[(t + 1) % n];
        __syncthreads();
        s[t] = v + 1;
    } else {
        __syncthreads();
        v = s[n - 1 - t] * 2;
        __syncthreads();
        s[t] = v + 2;
    }
    __syncthreads();
    out[i] = v * 100000 + s[(t + 40) % n];
}

int main() {
    return run_shapes(shape, [](int, const Ints &in) {
        int n = (int)in.size();
        auto even = [](int t) { return t / 32 % 2 == 0; };
        Ints v = each(in, [&](int t, int) { return even(t) ? in[(t + 1) % n] : in[n - 1 - t] * 2; });
        Ints board = each(v, [&](int t, int x) { return x + (even(t) ? 1 : 2); });
        return each(v, [&](int t, int x) { return x * 100000 + board[(t + 40) % n]; });
    });
}
