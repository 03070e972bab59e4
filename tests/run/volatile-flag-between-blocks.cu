// about: blocks wait for their predecessor's flag; all fit on the device at once
#include "../common/test.h"

__global__ void chain(volatile int *flag, volatile int *value, int *out) {
    __shared__ int received;
    if (threadIdx.x == 0) {
        if (blockIdx.x > 0) {
            while (flag[blockIdx.x - 1] == 0)
                ;
            __threadfence();
            received = value[blockIdx.x - 1];
        } else
            received = 1;
        value[blockIdx.x] = (received * 3 + (int)blockIdx.x) % 10007;
        __threadfence();
        flag[blockIdx.x] = 1;
    }
    __syncthreads();
    out[blockIdx.x * blockDim.x + threadIdx.x] = received + threadIdx.x;
}

int main() {
    const int blocks = 16, n = 64;
    std::vector<int> want;
    int received = 1;
    for (int b = 0; b < blocks; b++) {
        for (int t = 0; t < n; t++)
            want.push_back(received + t);
        received = (received * 3 + b) % 10007;
    }
    Device<int> flag(blocks), value(blocks), out(blocks * n);
    chain<<<blocks, n>>>(flag, value, out);
    FINISH();
    match("chain", out.host(), want);
    return verdict();
}
