// about: fma() is fused, and -fmad=false keeps a * b + c as two roundings
// nvcc: -fmad=false
#include "../common/test.h"

__global__ void kernel(const float *in, const double *wide, float *out, double *out64) {
    int i = threadIdx.x;
    float a = in[i], b = in[i + 1], c = -(a * b);
    out[i * 2] = fmaf(a, b, c); // the rounding error of the product
    out[i * 2 + 1] = a * b + c; // nothing left
    double x = wide[i], y = wide[i + 1], z = -(x * y);
    out64[i * 2] = fma(x, y, z);
    out64[i * 2 + 1] = x * y + z;
}

int main() {
    const int n = 64;
    std::vector<float> in(n + 1), want(2 * n);
    std::vector<double> wide(n + 1), want64(2 * n);
    Random random(25);
    for (int i = 0; i <= n; i++) {
        in[i] = random.unit() + 1;
        wide[i] = random.unit() + 1.0;
        wide[i] += random.unit() / 16777216.0;
    }
    int inexact = 0;
    for (int i = 0; i < n; i++) {
        volatile float product = in[i] * in[i + 1];
        volatile double product64 = wide[i] * wide[i + 1];
        want[2 * i] = (float)((double)in[i] * in[i + 1] - product);
        want64[2 * i] = std::fma(wide[i], wide[i + 1], -product64);
        inexact += want[2 * i] != 0;
    }
    Device<float> din(in), out(2 * n);
    Device<double> dw(wide), out64(2 * n);
    kernel<<<1, n>>>(din, dw, out, out64);
    FINISH();
    match("float", out.host(), want);
    match("double", out64.host(), want64);
    match("inexact products", inexact, inexact);
    return verdict();
}
