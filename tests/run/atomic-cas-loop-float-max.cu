// about: operations CUDA lacks, built from atomicCAS on the bits of a float and of a double
#include "../common/test.h"

__device__ void atomic_max(float *address, float value) {
    int *bits = (int *)address;
    int old = *bits, assumed;
    do {
        assumed = old;
        old = atomicCAS(bits, assumed, __float_as_int(fmaxf(value, __int_as_float(assumed))));
    } while (assumed != old);
}

__device__ void atomic_multiply(double *address, double value) {
    unsigned long long *bits = (unsigned long long *)address, old = *bits, assumed;
    do {
        assumed = old;
        old = atomicCAS(bits, assumed, __double_as_longlong(value * __longlong_as_double(assumed)));
    } while (assumed != old);
}

__global__ void kernel(const float *in, float *max, double *product) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    atomic_max(max, in[i]);
    atomic_multiply(product, i % 2 ? 2.0 : -1.0); // powers of two: exact in every order
}

int main() {
    const int n = 4 * 64;
    std::vector<float> in(n);
    float want = -1e30f;
    Random random(12);
    for (float &v : in) {
        v = random.unit() * 100 - 200;
        want = std::max(want, v);
    }
    Device<float> din(in), max(std::vector<float>{-1e30f});
    Device<double> product(std::vector<double>{1.0});
    kernel<<<4, 64>>>(din, max, product);
    FINISH();
    match("max", max.host(), std::vector<float>{want});
    match("product", product.host(), std::vector<double>{std::ldexp(1.0, n / 2)});
    return verdict();
}
