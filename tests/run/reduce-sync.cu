// about: the __reduce_*_sync operations (sm_80), full warp and under a branch
#include "../common/test.h"

__global__ void reduce(const int *in, int *out) {
    int lane = threadIdx.x;
    int v = in[lane];
    unsigned u = (unsigned)v;
    int *row = out + lane * 8;
    row[0] = __reduce_add_sync(0xffffffffu, v);
    row[1] = (int)__reduce_add_sync(0xffffffffu, u);
    row[2] = __reduce_min_sync(0xffffffffu, v);
    row[3] = (int)__reduce_max_sync(0xffffffffu, u);
    row[4] = (int)__reduce_and_sync(0xffffffffu, u | 0xff);
    row[5] = (int)__reduce_xor_sync(0xffffffffu, u);
    if (lane % 4 == 1) {
        row[6] = __reduce_max_sync(0x22222222u, v);
        row[7] = (int)__reduce_or_sync(0x22222222u, u & 0xf0f);
    } else {
        row[6] = (int)__reduce_min_sync(0xddddddddu, u);
        row[7] = 0;
    }
}

int main() {
    std::vector<int> in(32), want(256);
    Random random(7);
    for (int &v : in)
        v = (int)random.next();
    int row[8] = {0, 0, INT32_MAX, 0, -1, 0, INT32_MIN, 0};
    unsigned umin = UINT32_MAX;
    for (int i = 0; i < 32; i++) {
        row[0] = (int)((unsigned)row[0] + (unsigned)in[i]);
        row[2] = std::min(row[2], in[i]);
        row[3] = (int)std::max((unsigned)row[3], (unsigned)in[i]);
        row[4] &= in[i] | 0xff;
        row[5] ^= in[i];
        if (i % 4 == 1) {
            row[6] = std::max(row[6], in[i]);
            row[7] |= in[i] & 0xf0f;
        } else
            umin = std::min(umin, (unsigned)in[i]);
    }
    row[1] = row[0];
    for (int i = 0; i < 32; i++) {
        std::copy(row, row + 8, &want[i * 8]);
        if (i % 4 != 1) {
            want[i * 8 + 6] = (int)umin;
            want[i * 8 + 7] = 0;
        }
    }
    Device<int> din(in), out(256);
    reduce<<<1, 32>>>(din, out);
    FINISH();
    match("reduced", out.host(), want);
    return verdict();
}
