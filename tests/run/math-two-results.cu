// about: functions with several results: sincos, frexp, modf, remquo, ldexp, scalbn, ilogb, lrint, llround
#include "../common/test.h"

__global__ void floats(const float *in, float *out, int *ints, float *angles) {
    int i = threadIdx.x;
    float x = in[i], whole;
    int exponent, quotient;
    out[i * 6] = frexpf(x, &exponent);
    out[i * 6 + 1] = modff(x, &whole);
    out[i * 6 + 2] = whole;
    out[i * 6 + 3] = ldexpf(x, i % 9 - 4);
    out[i * 6 + 4] = scalbnf(x, -(i % 5));
    out[i * 6 + 5] = remquof(x, 3.5f, &quotient);
    ints[i * 6] = exponent;
    ints[i * 6 + 1] = quotient & 7; // only the low bits are defined
    ints[i * 6 + 2] = ilogbf(x);
    ints[i * 6 + 3] = (int)lrintf(x);
    ints[i * 6 + 4] = (int)llroundf(x);
    ints[i * 6 + 5] = (int)lroundf(x);
    sincosf(x, &angles[i * 2], &angles[i * 2 + 1]);
}

__global__ void doubles(const double *in, double *out, int *ints, double *angles) {
    int i = threadIdx.x;
    double x = in[i], whole;
    int exponent, quotient;
    out[i * 6] = frexp(x, &exponent);
    out[i * 6 + 1] = modf(x, &whole);
    out[i * 6 + 2] = whole;
    out[i * 6 + 3] = ldexp(x, i % 9 - 4);
    out[i * 6 + 4] = scalbn(x, -(i % 5));
    out[i * 6 + 5] = remquo(x, 3.5, &quotient);
    ints[i * 6] = exponent;
    ints[i * 6 + 1] = quotient & 7;
    ints[i * 6 + 2] = ilogb(x);
    ints[i * 6 + 3] = (int)lrint(x);
    ints[i * 6 + 4] = (int)llround(x);
    ints[i * 6 + 5] = (int)lround(x);
    sincos(x, &angles[i * 2], &angles[i * 2 + 1]);
}

template <class T, class K> void test(const char *name, K kernel, double epsilon) {
    const int n = 128;
    std::vector<T> in(n), want;
    std::vector<int> ints;
    Random random(26);
    for (int i = 0; i < n; i++) {
        T fraction = random.unit() - (T)0.5;
        in[i] = i < 16 ? (T)(i - 8) / 2 + (T)0.25 * (i % 2) : std::ldexp(fraction, random.between(-6, 20));
    }
    for (int i = 0; i < n; i++) {
        T x = in[i] == 0 ? in[i] = 1 : in[i], whole; // the exponent of zero has no value to compare
        int exponent, quotient;
        T fraction = std::frexp(x, &exponent), part = std::modf(x, &whole), rest = std::remquo(x, (T)3.5, &quotient);
        want.insert(want.end(), {fraction, part, whole, std::ldexp(x, i % 9 - 4), std::scalbn(x, -(i % 5)), rest});
        ints.insert(ints.end(), {exponent, quotient & 7, std::ilogb(x), (int)std::lrint(x), (int)std::llround(x), (int)std::lround(x)});
    }
    Device<T> din(in), out(n * 6), angles(n * 2);
    Device<int> di(n * 6);
    kernel<<<1, n>>>(din, out, di, angles);
    FINISH();
    printf("%s\n", name);
    match("values", out.host(), want);
    match("integers", di.host(), ints);
    // sincos: both within 2 units in the last place of 1, a bound that the documented 2 ulp implies.
    std::vector<T> got = angles.host();
    for (int i = 0; i < n; i++)
        EXPECT(std::fabs(got[2 * i] - std::sin((double)in[i])) <= 2 * epsilon && std::fabs(got[2 * i + 1] - std::cos((double)in[i])) <= 2 * epsilon);
}

int main() {
    test<float>("float", floats, 0x1p-23);
    test<double>("double", doubles, 0x1p-52);
    return verdict();
}
