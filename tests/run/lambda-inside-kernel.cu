// about: ordinary lambdas within device code, by value and by reference, recursive through a template, generic
#include "../common/test.h"

template <class F> __device__ int repeat(int n, F f) { return n == 0 ? 0 : f(n) + repeat(n - 1, f); }

__global__ void kernel(int *out) {
    int t = threadIdx.x, calls = 0;
    auto counted = [&calls, t](auto x) {
        calls++;
        return (int)(x * t);
    };
    int v = counted(2) + counted(1.5) + repeat(t % 5, counted);
    auto fixed = [](int a, int b = 3) { return a / b; };
    int (*pointer)(int, int) = [](int a, int b) { return a - b; };
    out[t] = v + calls * 1000 + fixed(t) + pointer(t, 1);
}

int main() {
    std::vector<int> want(32);
    for (int t = 0; t < 32; t++) {
        int v = 2 * t + (int)(1.5 * t), n = t % 5;
        v += t * n * (n + 1) / 2;
        want[t] = v + (2 + n) * 1000 + t / 3 + t - 1;
    }
    Device<int> out(32);
    kernel<<<1, 32>>>(out);
    FINISH();
    match("values", out.host(), want);
    return verdict();
}
