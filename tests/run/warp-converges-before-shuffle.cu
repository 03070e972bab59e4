// about: lanes arrive at a full-mask shuffle after branches and loops of different length
#include "../common/test.h"

__global__ void collatz(int *out) {
    int lane = threadIdx.x % 32, steps = 0;
    for (unsigned x = threadIdx.x + 1; x != 1; steps++)
        x = x % 2 ? 3 * x + 1 : x / 2;
    if (steps % 2) {
        if (steps % 3 == 0)
            steps += 1000;
        else
            steps = -steps;
    }
    int neighbour = __shfl_sync(0xffffffffu, steps, (lane + 1) % 32);
    out[threadIdx.x] = steps * 10000 + neighbour;
}

int main() {
    std::vector<int> steps(96), want(96);
    for (int t = 0; t < 96; t++) {
        for (unsigned x = t + 1; x != 1; steps[t]++)
            x = x % 2 ? 3 * x + 1 : x / 2;
        if (steps[t] % 2)
            steps[t] = steps[t] % 3 == 0 ? steps[t] + 1000 : -steps[t];
    }
    for (int t = 0; t < 96; t++)
        want[t] = steps[t] * 10000 + steps[t / 32 * 32 + (t + 1) % 32];
    Device<int> out(96);
    collatz<<<1, 96>>>(out);
    FINISH();
    match("steps", out.host(), want);
    return verdict();
}
