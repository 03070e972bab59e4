// about: warp functions without a mask: __shfl and kin, __all, __any, __ballot, for the lanes that are active
// nvcc: -arch=sm_60
// only-anywarp: nvcc has them below compute capability 7.0 only, which its newer versions do not compile for
#include "../common/test.h"

__global__ void whole(const int *in, int *out, double *wide) {
    int lane = threadIdx.x, v = in[lane];
    int *o = out + lane * 10;
    o[0] = __shfl(v, 5);
    o[1] = __shfl(v, lane + 3, 8);
    o[2] = __shfl_up(v, 2);
    o[3] = __shfl_up(v, 3, 16);
    o[4] = __shfl_down(v, 4);
    o[5] = __shfl_down(v, 1, 4);
    o[6] = __shfl_xor(v, 6);
    o[7] = __all(lane < 32) * 2 + __all(lane < 31);
    o[8] = __any(lane > 30) * 2 + __any(lane > 31);
    o[9] = (int)__ballot(lane % 5 == 1);
    wide[lane] = __shfl_xor((double)v / 3, 1) + __shfl((long long)v << 40, 31) + __shfl_down((float)v, 9);
}

// On each side of a branch the lanes of that side alone.
__global__ void halves(int *out) {
    int lane = threadIdx.x;
    int *o = out + lane * 3;
    if (lane < 12) {
        o[0] = (int)__ballot(lane % 2);
        o[1] = __all(lane < 12) * 2 + __any(lane > 11);
        o[2] = __shfl_xor(lane, 1);
    } else {
        o[0] = (int)__ballot(lane % 2 == 0);
        o[1] = __all(lane > 12) * 2 + __any(lane == 30);
        o[2] = __shfl(lane, 20);
    }
}

int main() {
    std::vector<int> in(32), want, sides;
    std::vector<double> wides;
    for (int i = 0; i < 32; i++)
        in[i] = 1000 + i * i;
    for (int i = 0; i < 32; i++) {
        want.insert(want.end(), {in[5], in[i / 8 * 8 + (i + 3) % 8], in[i < 2 ? i : i - 2], in[i % 16 < 3 ? i : i - 3],
                                    in[i > 27 ? i : i + 4], in[i % 4 == 3 ? i : i + 1], in[i ^ 6], 2, 2, 0});
        for (int j = 1; j < 32; j += 5)
            want.back() |= 1 << j;
        wides.push_back((double)in[i ^ 1] / 3 + ((long long)in[31] << 40) + (float)in[i > 22 ? i : i + 9]);
        if (i < 12)
            sides.insert(sides.end(), {0xaaa, 2, i ^ 1});
        else
            sides.insert(sides.end(), {0x55555000, 1, 20});
    }
    Device<int> din(in), out(320), branch(96);
    Device<double> wide(32);
    whole<<<1, 32>>>(din, out, wide);
    halves<<<1, 32>>>(branch);
    FINISH();
    match("of a whole warp", out.host(), want);
    match("of wide types", wide.host(), wides);
    match("of halves", branch.host(), sides);
    return verdict();
}
