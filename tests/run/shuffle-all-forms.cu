// about: every shuffle, every width, every source lane, checked against the definition in the programming guide
#include "../common/test.h"

__global__ void shuffles(const int *in, int *out, int width, int delta) {
    int lane = threadIdx.x, v = in[lane];
    out[lane] = __shfl_sync(0xffffffffu, v, delta, width);
    out[32 + lane] = __shfl_up_sync(0xffffffffu, v, (unsigned)delta, width);
    out[64 + lane] = __shfl_down_sync(0xffffffffu, v, (unsigned)delta, width);
    out[96 + lane] = __shfl_xor_sync(0xffffffffu, v, delta, width);
    // A different source for every lane.
    out[128 + lane] = __shfl_sync(0xffffffffu, v, lane * delta + 1, width);
}

int main() {
    std::vector<int> in(32), all_got, all_want;
    for (int i = 0; i < 32; i++)
        in[i] = 1000 + i * i;
    Device<int> din(in), out(160);
    for (int width = 1; width <= 32; width *= 2)
        for (int delta = 0; delta < 32; delta++) {
            shuffles<<<1, 32>>>(din, out, width, delta);
            FINISH();
            std::vector<int> want(160), got = out.host();
            for (int lane = 0; lane < 32; lane++) {
                int first = lane / width * width, inside = lane - first;
                want[lane] = in[first + delta % width];
                want[32 + lane] = in[inside - delta < 0 ? lane : lane - delta];
                want[64 + lane] = in[inside + delta >= width ? lane : lane + delta];
                // The source may lie in an earlier group of `width` lanes, not in a later one.
                int source = lane ^ delta;
                want[96 + lane] = in[source >= first + width ? lane : source];
                want[128 + lane] = in[first + (lane * delta + 1) % width];
            }
            all_got.insert(all_got.end(), got.begin(), got.end());
            all_want.insert(all_want.end(), want.begin(), want.end());
        }
    match("shuffles", all_got, all_want);
    return verdict();
}
