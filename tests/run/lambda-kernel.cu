// about: extended lambdas as kernel arguments: __device__ and __host__ __device__, capturing by value
// nvcc: --extended-lambda
#include "../common/test.h"

struct Pair {
    int a, b;
};

template <class F> __global__ void for_each(int n, F f) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n)
        f(i);
}

int main() {
    const int n = 300;
    Device<int> out(n);
    Device<double> wide(n);
    int *p = out;
    double *q = wide;
    Pair both = {5, 6};
    double factor = 0.5;
    for_each<<<3, 128>>>(n, [=] __device__(int i) { p[i] = i * both.a + both.b; });
    for_each<<<3, 128>>>(n, [=] __device__(int i) mutable {
        factor += i;
        q[i] = factor;
    });
    auto step = [factor] __host__ __device__(int i) { return (int)(i * factor * 4); };
    for_each<<<3, 128>>>(n, [=] __device__(int i) { p[i] += step(i); });
    FINISH();
    std::vector<int> want(n);
    std::vector<double> want_wide(n);
    for (int i = 0; i < n; i++) {
        want[i] = i * 5 + 6 + step(i);
        want_wide[i] = 0.5 + i;
    }
    match("ints", out.host(), want);
    match("doubles", wide.host(), want_wide);
    return verdict();
}
