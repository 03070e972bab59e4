// about: threads do different things between two barriers
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i];
    s[t] = v;
    __syncthreads();
    int w = 0;
    if (v % 2)
        w = s[(t + 1) % n];
    else if (v % 3 == 0)
        for (int k = 0; k < v % 7; k++)
            w += s[(t + k) % n];
    else if (t > 3)
        w = -s[t - 3];
    __syncthreads();
    if (t % 2)
        s[t] = w;
    __syncthreads();
    out[i] = s[(t + 1) % n] + w;
}

int main() {
    return run_shapes(shape, [](int, const Ints &in) {
        int n = (int)in.size();
        Ints w = each(in, [&](int t, int v) {
            int r = 0;
            if (v % 2)
                return in[(t + 1) % n];
            if (v % 3 == 0) {
                for (int k = 0; k < v % 7; k++)
                    r += in[(t + k) % n];
                return r;
            }
            return t > 3 ? -in[t - 3] : 0;
        });
        Ints board = each(in, [&](int t, int v) { return t % 2 ? w[t] : v; });
        return each(w, [&](int t, int v) { return board[(t + 1) % n] + v; });
    });
}
