// about: error terms of sums and products, which contraction and simplification must leave alone
#include "../common/test.h"

// The error of a sum (Knuth), and of a product by the fused multiply-add.
__device__ float sum_error(float a, float b) {
    float s = a + b, t = s - a;
    return (a - (s - t)) + (b - t);
}

__device__ float product_error(float a, float b) {
    float p = __fmul_rn(a, b);
    return fmaf(a, b, -p);
}

// Kahan's sum.
__global__ void kernel(const float *a, const float *b, int n, float *errors, float *products, float *sums) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n)
        return;
    errors[i] = sum_error(a[i], b[i]);
    products[i] = product_error(a[i], b[i]);
    float sum = 0, lost = 0;
    for (int k = 0; k < 64; k++) {
        float y = a[(i + k) % n] - lost, t = sum + y;
        lost = (t - sum) - y;
        sum = t;
    }
    sums[i] = sum;
}

int main() {
    const int n = 4096;
    unsigned state = 7;
    std::vector<float> a(n), b(n), errors(n), products(n), sums(n);
    for (int i = 0; i < n; i++) {
        state = state * 1664525 + 1013904223;
        a[i] = (int)(state >> 8) / 7.0f;
        state = state * 1664525 + 1013904223;
        b[i] = (int)(state >> 8) / (3.0f * (1 << i % 12));
    }
    for (int i = 0; i < n; i++) {
        volatile float s = a[i] + b[i], t = s - a[i], u = s - t, v = a[i] - u, w = b[i] - t;
        errors[i] = v + w;
        double product = (double)a[i] * b[i];
        products[i] = (float)(product - (double)(float)product);
        volatile float sum = 0, lost = 0;
        for (int k = 0; k < 64; k++) {
            volatile float y = a[(i + k) % n] - lost, next = sum + y, gained = next - sum;
            lost = gained - y;
            sum = next;
        }
        sums[i] = sum;
    }
    Device<float> da(a), db(b), e(n), p(n), s(n);
    kernel<<<n / 256, 256>>>(da, db, n, e, p, s);
    FINISH();
    match("errors of sums", e.host(), errors);
    match("errors of products", p.host(), products);
    match("compensated sums", s.host(), sums);
    return verdict();
}
