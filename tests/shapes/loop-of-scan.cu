// about: an inclusive scan with a barrier pair per step, repeated
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t;
    s[t] = in[i];
    __syncthreads();
    for (int repeat = 0; repeat < 2; repeat++)
        for (int d = 1; d < n; d *= 2) {
            int left = t >= d ? s[t - d] : 0;
            __syncthreads();
            s[t] = (s[t] + left) % 65521;
            __syncthreads();
        }
    out[i] = s[t];
}

int main() {
    return run_shapes(shape, [](int, Ints v) {
        for (int repeat = 0; repeat < 2; repeat++)
            for (size_t t = 1; t < v.size(); t++)
                v[t] = (v[t] + v[t - 1]) % 65521;
        return v;
    });
}
