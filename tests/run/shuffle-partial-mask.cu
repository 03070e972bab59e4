// about: two halves of a warp shuffle under different masks on the two sides of a branch
#include "../common/test.h"

__global__ void halves(int *out) {
    int lane = threadIdx.x, v = lane * 10;
    if (lane < 16) {
        for (int step = 8; step > 0; step >>= 1)
            v += __shfl_xor_sync(0x0000ffffu, v, step);
    } else if (lane < 28) {
        v = __shfl_sync(0x0fff0000u, v, 20);
    } else {
        v -= __shfl_down_sync(0xf0000000u, v, 1);
    }
    out[lane] = v;
}

int main() {
    std::vector<int> want(32);
    for (int lane = 0; lane < 32; lane++)
        want[lane] = lane < 16 ? 1200 : lane < 28 ? 200 : lane < 31 ? -10 : 0;
    Device<int> out(32);
    halves<<<1, 32>>>(out);
    FINISH();
    match("halves", out.host(), want);
    return verdict();
}
