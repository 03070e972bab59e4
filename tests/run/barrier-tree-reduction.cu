// about: a barrier in a loop with a guarded body, the classic block sum
#include "../common/test.h"

__global__ void sum(const int *in, int *out, int n) {
    __shared__ int partial[256];
    int i = blockIdx.x * 256 + threadIdx.x;
    partial[threadIdx.x] = i < n ? in[i] : 0;
    __syncthreads();
    for (int step = 128; step > 0; step >>= 1) {
        if (threadIdx.x < step)
            partial[threadIdx.x] += partial[threadIdx.x + step];
        __syncthreads();
    }
    if (threadIdx.x == 0)
        out[blockIdx.x] = partial[0];
}

int main() {
    const int n = 5000, blocks = (n + 255) / 256;
    std::vector<int> in(n), want(blocks);
    Random random(2);
    for (int i = 0; i < n; i++) {
        in[i] = random.between(-1000, 1000);
        want[i / 256] += in[i];
    }
    Device<int> din(in), dout(blocks);
    sum<<<blocks, 256>>>(din, dout, n);
    FINISH();
    match("block sums", dout.host(), want);
    return verdict();
}
