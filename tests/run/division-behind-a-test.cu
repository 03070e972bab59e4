// about: a division that a test guards says nothing about threads that did not divide
#include <cstdio>

// Who has 0 must not be taken for one who has not, because the others divide.
__global__ void divide(const int *divisors, int *out) {
    int t = threadIdx.x, divisor = divisors[t], result = 0;
    if (divisor != 0)
        result = 1000 / divisor + 1000 % divisor;
    if (divisor == 0)
        result -= t + 1;
    out[t] = result;
}

// The same where all of a warp have one divisor: some warps do not come to the division.
__global__ void divide_warps(const unsigned *divisors, unsigned *out) {
    unsigned t = threadIdx.x, result = 0;
    for (unsigned turn = 0; turn < 3; turn++)
        if (t % 64 < 32 + turn) {
            unsigned divisor = divisors[t / 64 + turn];
            if (divisor != 0)
                result += 5000 / divisor;
            else
                result += 7;
        }
    out[t] = result;
}

int main() {
    const int n = 256;
    int *divisors, *out;
    unsigned *wide, *wide_out;
    cudaMallocManaged(&divisors, n * sizeof(int));
    cudaMallocManaged(&out, n * sizeof(int));
    cudaMallocManaged(&wide, n * sizeof(unsigned));
    cudaMallocManaged(&wide_out, n * sizeof(unsigned));
    for (int i = 0; i < n; i++)
        divisors[i] = i % 5 ? i - 100 : 0, wide[i] = i % 3;
    divide<<<1, n>>>(divisors, out);
    divide_warps<<<1, n>>>(wide, wide_out);
    cudaDeviceSynchronize();
    int wrong = 0;
    unsigned sum = 0;
    for (int i = 0; i < n; i++) {
        int expected = divisors[i] ? 1000 / divisors[i] + 1000 % divisors[i] : -(i + 1);
        unsigned wide_expected = 0;
        for (int turn = 0; turn < 3; turn++)
            if (i % 64 < 32 + turn)
                wide_expected += wide[i / 64 + turn] ? 5000 / wide[i / 64 + turn] : 7;
        wrong += out[i] != expected || wide_out[i] != wide_expected;
        sum = sum * 31 + out[i] + 17 * wide_out[i];
    }
    printf("%d wrong, %u\n", wrong, sum);
    printf(wrong ? "FAIL\n" : "PASS\n");
    return wrong != 0;
}
