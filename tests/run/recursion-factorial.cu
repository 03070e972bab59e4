// about: direct and mutual recursion with a depth that differs between threads
#include "../common/test.h"

__device__ __noinline__ unsigned long long factorial(unsigned n) { return n < 2 ? 1 : n * factorial(n - 1); }

__device__ __noinline__ int odd(int n);
__device__ __noinline__ int even(int n) { return n == 0 ? 1 : odd(n - 1); }
__device__ __noinline__ int odd(int n) { return n == 0 ? 0 : even(n - 1); }

__device__ int ackermann(int m, int n) {
    return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}

__global__ void kernel(unsigned long long *f, int *parity, int *a) {
    int t = threadIdx.x;
    f[t] = factorial(t % 21);
    parity[t] = even(t);
    a[t] = ackermann(2, t % 5);
}

int main() {
    std::vector<unsigned long long> f(64);
    std::vector<int> parity(64), a(64);
    for (int t = 0; t < 64; t++) {
        f[t] = 1;
        for (int i = 2; i <= t % 21; i++)
            f[t] *= i;
        parity[t] = t % 2 == 0;
        a[t] = 2 * (t % 5) + 3;
    }
    Device<unsigned long long> df(64);
    Device<int> dp(64), da(64);
    kernel<<<1, 64>>>(df, dp, da);
    FINISH();
    match("factorials", df.host(), f);
    match("parities", dp.host(), parity);
    match("ackermann", da.host(), a);
    return verdict();
}
