// about: a switch on a block-uniform value whose cases hold different numbers of barriers
#include "../common/test.h"

__global__ void cases(int *out) {
    __shared__ int s[50];
    int t = threadIdx.x, n = blockDim.x, v = t;
    s[t] = t;
    __syncthreads();
    switch (blockIdx.x % 5) {
    case 0:
        v = s[n - 1 - t];
        break;
    case 1:
        v = s[(t + 1) % n];
        __syncthreads();
        s[t] = v * 2;
        __syncthreads();
        v = s[(t + 1) % n];
        // falls through
    case 2:
        __syncthreads();
        s[t] = v + 5;
        __syncthreads();
        v = s[(t + 2) % n];
        break;
    case 3:
        for (int i = 0; i < 3; i++) {
            __syncthreads();
            if (t == i)
                s[n - 1] += t + 1;
        }
        __syncthreads();
        v = s[n - 1];
        break;
    default:
        v = -1;
    }
    out[blockIdx.x * n + t] = v;
}

int main() {
    const int n = 50;
    std::vector<int> want;
    for (int b = 0; b < 5; b++)
        for (int t = 0; t < n; t++) {
            auto after1 = [&](int u) { return ((u + 1) % n + 1) % n * 2; };
            switch (b) {
            case 0: want.push_back(n - 1 - t); break;
            case 1: want.push_back(after1((t + 2) % n) + 5); break;
            case 2: want.push_back((t + 2) % n + 5); break;
            case 3: want.push_back(n - 1 + 6); break;
            default: want.push_back(-1);
            }
        }
    Device<int> out(want.size());
    cases<<<5, n>>>(out);
    FINISH();
    match("cases", out.host(), want);
    return verdict();
}
