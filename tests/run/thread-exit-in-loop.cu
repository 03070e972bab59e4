// about: threads leave a loop with barriers one by one through return; the rest go on meeting
#include "../common/test.h"

__global__ void countdown(int *out, int *rounds_alive) {
    __shared__ int alive;
    int t = threadIdx.x;
    for (int round = 0;; round++) {
        if (t == blockDim.x - 1)
            alive = 0;
        __syncthreads();
        atomicAdd(&alive, 1);
        __syncthreads();
        if (t == blockDim.x - 1)
            rounds_alive[round] = alive;
        out[t] = alive * 1000 + round;
        if (t == round)
            return;
        __syncthreads();
    }
}

int main() {
    const int n = 70;
    std::vector<int> want(n), alive(n);
    for (int t = 0; t < n; t++) {
        want[t] = (n - t) * 1000 + t;
        alive[t] = n - t;
    }
    Device<int> out(n), rounds(n);
    countdown<<<1, n>>>(out, rounds);
    FINISH();
    match("last round of each thread", out.host(), want);
    match("threads alive in each round", rounds.host(), alive);
    return verdict();
}
