// about: some threads return before the barriers that the others meet at
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, stay = n - n / 3;
    out[i] = -1;
    if (t >= stay)
        return;
    int v = in[i];
    for (int k = 0; k < 3; k++) {
        s[t] = v;
        __syncthreads();
        v = s[(t + 1) % stay] + k;
        __syncthreads();
    }
    out[i] = v;
}

int main() {
    return run_shapes(shape, [](int, const Ints &in) {
        size_t stay = in.size() - in.size() / 3;
        Ints v(in.begin(), in.begin() + stay);
        for (int k = 0; k < 3; k++)
            v = each(rotated(v, 1), [=](int, int x) { return x + k; });
        v.resize(in.size(), -1);
        return v;
    });
}
