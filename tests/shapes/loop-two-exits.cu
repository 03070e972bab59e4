// about: a loop with barriers that ends in two places, with different code behind each
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i], k = 0;
    while (true) {
        s[t] = v;
        __syncthreads();
        if (s[0] > 3000) {
            v = -s[n - 1 - t];
            break;
        }
        v = s[(t + 1) % n] + 217;
        __syncthreads();
        if (++k > 9)
            goto tired;
    }
    v -= 7;
tired:
    out[i] = v + k;
}

int main() {
    return run_shapes(shape, [](int, Ints v) {
        int k = 0;
        for (;;) {
            if (v[0] > 3000) {
                Ints reversed(v.rbegin(), v.rend());
                return each(reversed, [=](int, int x) { return -x - 7 + k; });
            }
            v = each(rotated(v, 1), [](int, int x) { return x + 217; });
            if (++k > 9)
                return each(v, [=](int, int x) { return x + k; });
        }
    });
}
