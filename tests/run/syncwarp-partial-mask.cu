// about: disjoint groups of lanes synchronise on their own masks, different numbers of times
#include "../common/test.h"

__global__ void groups(int *out) {
    __shared__ volatile int s[32];
    int lane = threadIdx.x, group = lane / 8;
    unsigned mask = 0xffu << (group * 8);
    s[lane] = lane;
    __syncwarp(mask);
    for (int i = 0; i <= group * 3; i++) {
        int next = s[group * 8 + (lane + 1) % 8];
        __syncwarp(mask);
        s[lane] = next + 1;
        __syncwarp(mask);
    }
    out[lane] = s[lane];
}

int main() {
    std::vector<int> want(32);
    for (int lane = 0; lane < 32; lane++) {
        int group = lane / 8, rounds = group * 3 + 1;
        want[lane] = group * 8 + (lane + rounds) % 8 + rounds;
    }
    Device<int> out(32);
    groups<<<1, 32>>>(out);
    FINISH();
    match("groups", out.host(), want);
    return verdict();
}
