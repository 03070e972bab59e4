// about: kernel parameters up to the classic limit of 4 KiB, indexed with a varying index
#include "../common/test.h"

struct Big {
    int values[1021];
};

__global__ void gather(int *out, Big big) {
    int t = threadIdx.x;
    int sum = 0;
    for (int i = t; i < 1021; i += blockDim.x)
        sum += big.values[i] * (i + 1);
    out[t] = sum + big.values[(t * 37) % 1021];
}

int main() {
    static_assert(sizeof(int *) + sizeof(Big) <= 4096, "within the limit of every CUDA version");
    Big big;
    for (int i = 0; i < 1021; i++)
        big.values[i] = i * i % 997;
    std::vector<int> want(64);
    for (int t = 0; t < 64; t++) {
        for (int i = t; i < 1021; i += 64)
            want[t] += big.values[i] * (i + 1);
        want[t] += big.values[(t * 37) % 1021];
    }
    Device<int> out(64);
    gather<<<1, 64>>>(out, big);
    FINISH();
    match("sums", out.host(), want);
    return verdict();
}
