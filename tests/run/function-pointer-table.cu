// about: tables of device function pointers: initialised in device memory, chosen per thread, passed to functions
#include "../common/test.h"

typedef int (*Operation)(int, int);

__device__ int add(int a, int b) { return a + b; }
__device__ int subtract(int a, int b) { return a - b; }
__device__ int multiply(int a, int b) { return a * b; }
template <int N> __device__ int shift(int a, int b) { return (a << N) ^ b; }

__device__ Operation table[5] = {add, subtract, multiply, shift<1>, shift<3>};
__constant__ Operation chosen = multiply;

__device__ __noinline__ int apply(Operation f, int a, int b) { return f(a, b); }

__global__ void kernel(int *out, Operation *scratch) {
    int t = threadIdx.x;
    Operation local[2] = {table[t % 5], t % 2 ? add : subtract};
    int v = apply(local[t % 2], t, 3) + local[(t + 1) % 2](t, 5);
    scratch[t] = table[(t + 2) % 5];
    out[t] = v * 100 + scratch[t](t, 2) + chosen(t, 2) + (table[t % 5] == add);
}

int apply_host(int which, int a, int b) {
    switch (which) {
    case 0: return a + b;
    case 1: return a - b;
    case 2: return a * b;
    case 3: return (a << 1) ^ b;
    default: return (a << 3) ^ b;
    }
}

int main() {
    std::vector<int> want(64);
    for (int t = 0; t < 64; t++) {
        int local[2] = {t % 5, t % 2 ? 0 : 1};
        int v = apply_host(local[t % 2], t, 3) + apply_host(local[(t + 1) % 2], t, 5);
        want[t] = v * 100 + apply_host((t + 2) % 5, t, 2) + t * 2 + (t % 5 == 0);
    }
    Device<int> out(64);
    Device<Operation> scratch(64);
    kernel<<<1, 64>>>(out, scratch);
    FINISH();
    match("results", out.host(), want);
    return verdict();
}
