// about: lanes leave a loop at different times; the remaining mask is carried along with __ballot_sync
#include "../common/test.h"

__global__ void drain(int *rounds, unsigned *masks) {
    int lane = threadIdx.x, left = (lane * 7) % 11;
    unsigned mask = 0xffffffffu;
    int n = 0;
    while (true) {
        unsigned alive = __ballot_sync(mask, left > 0);
        if (left == 0)
            break;
        mask = alive;
        left--;
        n += __popc(mask);
    }
    rounds[lane] = n;
    masks[lane] = mask;
}

int main() {
    std::vector<int> rounds(32);
    std::vector<unsigned> masks(32, 0xffffffffu);
    for (int lane = 0; lane < 32; lane++)
        for (int round = 0; round < (lane * 7) % 11; round++) {
            unsigned alive = 0;
            for (int l = 0; l < 32; l++)
                alive |= ((l * 7) % 11 > round ? 1u : 0u) << l;
            masks[lane] = alive;
            rounds[lane] += __builtin_popcount(alive);
        }
    Device<int> dr(32);
    Device<unsigned> dm(32);
    drain<<<1, 32>>>(dr, dm);
    FINISH();
    match("rounds", dr.host(), rounds);
    match("masks", dm.host(), masks);
    return verdict();
}
