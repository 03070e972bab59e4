// about: nvcc's global min and max, with mixed types, on the host and in kernels
#include "../common/test.h"

template <class T> __host__ __device__ void results(T *out, int a, unsigned b, long long c, unsigned long long d, float e, double f) {
    out[0] = (T)min(a, 3);
    out[1] = (T)max(b, 7u);
    out[2] = (T)min(a, b); // as unsigned
    out[3] = (T)max(c, -5ll);
    out[4] = (T)min(d, 100ull);
    out[5] = (T)max(c, (long long)a);
    out[6] = (T)min(e, 2.5f);
    out[7] = (T)max(e, f); // as double
    out[8] = (T)min(f, 1.25);
    out[9] = (T)max(e, 1e3f);
    out[10] = (T)abs(a) + (T)fabs(f);
}

__global__ void kernel(double *out, int a, unsigned b, long long c, unsigned long long d, float e, double f) {
    results(out, a, b, c, d, e, f);
}

int main() {
    Device<double> out(11);
    std::vector<double> want(11);
    results(want.data(), -4, 9u, -70ll, 1ull << 40, -0.5f, 3.75);
    kernel<<<1, 1>>>(out, -4, 9u, -70ll, 1ull << 40, -0.5f, 3.75);
    FINISH();
    match("results", out.host(), want);
    for (double v : want)
        printf("%g\n", v);
    EXPECT(want[0] == -4 && want[2] == 9 && want[7] == 3.75 && want[10] == 7.75);
    return verdict();
}
