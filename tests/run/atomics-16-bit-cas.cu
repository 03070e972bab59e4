// about: atomicCAS on unsigned short (sm_70): two counters in the halves of one word
#include "../common/test.h"

__global__ void count(unsigned short *counters) {
    unsigned short *mine = &counters[threadIdx.x % 2], old = *mine, assumed;
    do {
        assumed = old;
        old = atomicCAS(mine, assumed, (unsigned short)(assumed + 1 + threadIdx.x % 2));
    } while (old != assumed);
}

int main() {
    Device<unsigned short> counters(2);
    count<<<3, 100>>>(counters);
    FINISH();
    match("counters", counters.host(), std::vector<unsigned short>{150, 300});
    return verdict();
}
