// about: ballot, any and all, on both sides of a branch and with lanes that already returned
#include "../common/test.h"

__global__ void votes(unsigned *out) {
    int lane = threadIdx.x;
    unsigned *row = out + lane * 4;
    row[0] = __ballot_sync(0xffffffffu, lane % 3 == 0);
    if (lane % 2) {
        row[1] = __ballot_sync(0xaaaaaaaau, lane > 10);
        row[2] = __any_sync(0xaaaaaaaau, lane == 12) * 2 + __all_sync(0xaaaaaaaau, lane != 12);
    } else {
        row[1] = __ballot_sync(0x55555555u, lane > 20);
        row[2] = __any_sync(0x55555555u, lane == 12) * 2 + __all_sync(0x55555555u, lane != 12);
    }
    if (lane >= 24)
        return;
    row[3] = __ballot_sync(0x00ffffffu, 1);
}

int main() {
    std::vector<unsigned> want(128);
    for (int lane = 0; lane < 32; lane++) {
        unsigned threes = 0, upper = 0;
        for (int l = 0; l < 32; l++) {
            threes |= (l % 3 == 0 ? 1u : 0u) << l;
            if (l % 2 == lane % 2 && l > (lane % 2 ? 10 : 20))
                upper |= 1u << l;
        }
        want[lane * 4] = threes;
        want[lane * 4 + 1] = upper;
        want[lane * 4 + 2] = lane % 2 ? 1 : 2;
        want[lane * 4 + 3] = lane < 24 ? 0x00ffffffu : 0;
    }
    Device<unsigned> out(128);
    votes<<<1, 32>>>(out);
    FINISH();
    match("votes", out.host(), want);
    return verdict();
}
