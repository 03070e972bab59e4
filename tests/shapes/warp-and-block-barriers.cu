// about: shuffles, __syncwarp and __syncthreads in one loop, also with a partial last warp
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i], lane = t % 32, first = t - lane;
    int lanes = min(32, n - first);
    unsigned mask = lanes == 32 ? 0xffffffffu : (1u << lanes) - 1;
    for (int k = 0; k < 3; k++) {
        v += __shfl_sync(mask, v, (lane + 1) % lanes);
        s[t] = v;
        __syncwarp(mask);
        v = s[first + lanes - 1 - lane];
        unsigned odd = __ballot_sync(mask, v % 2);
        __syncthreads();
        s[t] = v + __popc(odd);
        __syncthreads();
        v = s[(t + 33) % n];
        __syncthreads();
    }
    out[i] = v;
}

int main() {
    return run_shapes(shape, [](int, Ints v) {
        int n = (int)v.size();
        for (int k = 0; k < 3; k++) {
            Ints next(n);
            for (int first = 0; first < n; first += 32) {
                int lanes = std::min(32, n - first), odd = 0;
                for (int lane = 0; lane < lanes; lane++) {
                    int from = lanes - 1 - lane;
                    next[first + lane] = v[first + from] + v[first + (from + 1) % lanes];
                    odd += next[first + lane] % 2;
                }
                for (int lane = 0; lane < lanes; lane++)
                    next[first + lane] += odd;
            }
            v = rotated(next, 33);
        }
        return v;
    });
}
