// about: a join that some threads skip together is still one of threads that came by different ways
#include "../common/test.h"

const int N = 128;

// Threads with a 1 go through the second condition, which is the same for all; the others come to the sum directly.
__global__ void once(int *out, const int *in, int skip) {
    int i = blockIdx.x * blockDim.x + threadIdx.x, from = 7, x = in[i];
    if (x & 1) {
        if (skip) {
            out[i] = -1 - in[i ^ 1];
            return;
        }
        from = 3;
        __threadfence();
    }
    out[i] = from + in[i ^ 2] * 10;
}

__global__ void turns(int *out, const int *in, const int *same, int n) {
    int i = blockIdx.x * blockDim.x + threadIdx.x, sum = 0;
    for (int k = 0; k < n; k++) {
        int from = 7;
        if (in[i] >> k & 1) {
            atomicAdd(&out[N + i], 1);
            if (same[k])
                goto next;
            from = 3;
            atomicAdd(&out[N + i], 100);
        } else {
            atomicAdd(&out[N + i], 10000);
        }
        sum += from * (k + 1);
        out[2 * N + i] = sum;
    next:
        sum += 1000;
    }
    out[i] = sum;
}

int main() {
    std::vector<int> in(N), same{0, 1, 0, 0, 1, 0, 1, 1};
    for (int i = 0; i < N; i++)
        in[i] = i * 37 % 251;
    Device<int> din(in), dsame(same), out(3 * N);
    for (int skip = 0; skip < 2; skip++) {
        std::vector<int> want(3 * N);
        for (int i = 0; i < N; i++)
            want[i] = in[i] & 1 ? skip ? -1 - in[i ^ 1] : 3 + in[i ^ 2] * 10 : 7 + in[i ^ 2] * 10;
        once<<<2, N / 2>>>(out, din, skip);
        FINISH();
        match("once", out.host(), want);
    }
    std::vector<int> want(3 * N);
    for (int i = 0; i < N; i++) {
        int sum = 0;
        for (int k = 0; k < 8; k++) {
            bool one = in[i] >> k & 1;
            want[N + i] += one ? same[k] ? 1 : 101 : 10000;
            if (!one || !same[k])
                want[2 * N + i] = sum += (one ? 3 : 7) * (k + 1);
            sum += 1000;
        }
        want[i] = sum;
    }
    Device<int> fresh(std::vector<int>(3 * N));
    turns<<<2, N / 2>>>(fresh, din, dsame, 8);
    FINISH();
    match("turns", fresh.host(), want);
    return verdict();
}
