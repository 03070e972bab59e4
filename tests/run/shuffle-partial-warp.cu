// about: the last warp of a block is not full; masks name only the lanes that exist
#include "../common/test.h"

__global__ void maximum(const int *in, int *out, int n) {
    int t = threadIdx.x, warp = t / 32, lane = t % 32;
    int lanes = min(32, n - warp * 32);
    unsigned mask = lanes == 32 ? 0xffffffffu : (1u << lanes) - 1;
    int v = in[t];
    for (int offset = 16; offset > 0; offset >>= 1) {
        int other = __shfl_down_sync(mask, v, offset);
        if (lane + offset < lanes)
            v = max(v, other);
    }
    if (lane == 0)
        out[warp] = v;
}

int main() {
    for (int n : {1, 5, 31, 33, 45, 100}) {
        std::vector<int> in(n), want((n + 31) / 32, -1000000);
        Random random(n);
        for (int i = 0; i < n; i++) {
            in[i] = random.between(-500, 500);
            want[i / 32] = std::max(want[i / 32], in[i]);
        }
        Device<int> din(in), out(want.size());
        maximum<<<1, n>>>(din, out, n);
        FINISH();
        match("warp maxima", out.host(), want);
    }
    return verdict();
}
