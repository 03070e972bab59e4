// about: barriers at two depths of a loop nest whose inner trip count changes
#include "../common/test.h"

__global__ void rotate(int *out, int rounds) {
    __shared__ int ring[96];
    int t = threadIdx.x, n = blockDim.x;
    ring[t] = t + 1000 * blockIdx.x;
    __syncthreads();
    for (int i = 0; i < rounds; i++) {
        for (int j = 0; j <= i; j++) {
            int left = ring[(t + j + 1) % n];
            __syncthreads();
            ring[t] = left + 1;
            __syncthreads();
        }
        if (t == i)
            ring[t] += 100;
        __syncthreads();
    }
    out[blockIdx.x * n + t] = ring[t];
}

int main() {
    const int n = 96, blocks = 3, rounds = 5;
    std::vector<int> want;
    for (int b = 0; b < blocks; b++) {
        std::vector<int> ring(n), next(n);
        for (int t = 0; t < n; t++)
            ring[t] = t + 1000 * b;
        for (int i = 0; i < rounds; i++) {
            for (int j = 0; j <= i; j++) {
                for (int t = 0; t < n; t++)
                    next[t] = ring[(t + j + 1) % n] + 1;
                ring = next;
            }
            ring[i] += 100;
        }
        want.insert(want.end(), ring.begin(), ring.end());
    }
    Device<int> out(n * blocks);
    rotate<<<blocks, n>>>(out, rounds);
    FINISH();
    match("rings", out.host(), want);
    return verdict();
}
