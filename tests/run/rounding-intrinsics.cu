// about: arithmetic with an explicit rounding mode in float and double, against the C library in that mode
#include "../common/test.h"
#include <cfenv>

#define FLOAT_MODES(m) __fadd_##m(x, y), __fsub_##m(x, y), __fmul_##m(x, y), __fdiv_##m(x, y), __fsqrt_##m(fabsf(x)), __frcp_##m(y), __fmaf_##m(x, y, z)
#define DOUBLE_MODES(m) __dadd_##m(x, y), __dsub_##m(x, y), __dmul_##m(x, y), __ddiv_##m(x, y), __dsqrt_##m(fabs(x)), __drcp_##m(y), __fma_##m(x, y, z)

__global__ void floats(const float *in, float *out) {
    int i = threadIdx.x;
    float x = in[i], y = in[i + 1], z = in[i + 2];
    float row[28] = {FLOAT_MODES(rn), FLOAT_MODES(rz), FLOAT_MODES(ru), FLOAT_MODES(rd)};
    for (int k = 0; k < 28; k++)
        out[i * 28 + k] = row[k];
}

__global__ void doubles(const double *in, double *out) {
    int i = threadIdx.x;
    double x = in[i], y = in[i + 1], z = in[i + 2];
    double row[28] = {DOUBLE_MODES(rn), DOUBLE_MODES(rz), DOUBLE_MODES(ru), DOUBLE_MODES(rd)};
    for (int k = 0; k < 28; k++)
        out[i * 28 + k] = row[k];
}

template <class T> void expect(T x, T y, T z, int mode, std::vector<T> &want) {
    volatile T a = x, b = y, c = z, magnitude = x < 0 ? -x : x, one = 1;
    fesetround(mode);
    volatile T sum = a + b, difference = a - b, product = a * b, quotient = a / b, reciprocal = one / b;
    volatile T root = std::sqrt(magnitude), fused = std::fma(a, b, c);
    fesetround(FE_TONEAREST);
    want.insert(want.end(), {sum, difference, product, quotient, root, reciprocal, fused});
}

template <class T, class K> void test(const char *name, K kernel) {
    const int n = 128;
    std::vector<T> in(n + 2), want;
    Random random(24);
    for (T &v : in) {
        v = random.unit() + (T)0.25;
        v += (T)random.unit() / 16777216;
        v = std::ldexp(v, random.between(-20, 20));
        v = random.next() % 2 ? v : -v;
    }
    for (int i = 0; i < n; i++)
        for (int mode : {FE_TONEAREST, FE_TOWARDZERO, FE_UPWARD, FE_DOWNWARD})
            expect(in[i], in[i + 1], in[i + 2], mode, want);
    Device<T> din(in), out(n * 28);
    kernel<<<1, n>>>(din, out);
    FINISH();
    match(name, out.host(), want);
}

int main() {
    test<float>("float", floats);
    test<double>("double", doubles);
    return verdict();
}
