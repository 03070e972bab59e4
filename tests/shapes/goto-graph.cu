// about: a state machine of gotos between barriers, the same path for the whole block
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i], steps = 0;
start:
    s[t] = v;
    __syncthreads();
    v = s[(t + 1) % n];
    steps++;
    if (steps > 8)
        goto done;
    if (s[0] % 3 == 0)
        goto add;
    if (s[0] % 3 == 1)
        goto both;
    __syncthreads();
    v -= 1;
    goto start;
both:
    __syncthreads();
    s[t] = v;
    __syncthreads();
    v += s[n - 1 - t];
add:
    v += 10;
    __syncthreads();
    goto start;
done:
    out[i] = v;
}

int main() {
    return run_shapes(shape, [](int, Ints v) {
        for (int steps = 1;; steps++) {
            int state = v[0] % 3;
            v = rotated(v, 1);
            if (steps > 8)
                return v;
            if (state != 0 && state != 1) {
                v = each(v, [](int, int x) { return x - 1; });
                continue;
            }
            if (state == 1) {
                Ints reversed(v.rbegin(), v.rend());
                v = each(v, [&](int t, int x) { return x + reversed[t]; });
            }
            v = each(v, [](int, int x) { return x + 10; });
        }
    });
}
