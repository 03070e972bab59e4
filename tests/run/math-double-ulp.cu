// about: every double math function against the host's long double functions
// tolerance: the maximum errors in units in the last place of the CUDA C++ Programming Guide, "Mathematical Functions"
#include "../common/test.h"

// The host's long double has at least 64 bits of mantissa on x86-64 and aarch64.
#define FUNCTIONS(X)                                                                                                   \
    X(rsqrt, 1 / sqrtl(x), 1, 1e-300, 1e300) X(sqrt, sqrtl(x), 0, 1e-300, 1e300) X(cbrt, cbrtl(x), 1, -1e200, 1e200)    \
    X(rcbrt, 1 / cbrtl(x), 1, -1e200, 1e200) X(exp, expl(x), 1, -700, 700) X(exp2, exp2l(x), 1, -1000, 1000)            \
    X(exp10, powl(10, x), 1, -300, 300) X(expm1, expm1l(x), 1, -40, 300) X(log, logl(x), 1, 1e-300, 1e300)              \
    X(log2, log2l(x), 1, 1e-300, 1e300) X(log10, log10l(x), 1, 1e-300, 1e300) X(log1p, log1pl(x), 1, -0.99, 1e10)       \
    X(sin, sinl(x), 2, -1e5, 1e5) X(cos, cosl(x), 2, -1e5, 1e5) X(tan, tanl(x), 2, -1e5, 1e5)                           \
    X(sinpi, sin_of_pi_times(x, 0), 2, -30, 30) X(cospi, sin_of_pi_times(-x, 1), 2, -30, 30)                            \
    X(asin, asinl(x), 2, -1, 1) X(acos, acosl(x), 2, -1, 1) X(atan, atanl(x), 2, -1e5, 1e5)                             \
    X(sinh, sinhl(x), 2, -700, 700) X(cosh, coshl(x), 1, -700, 700) X(tanh, tanhl(x), 2, -20, 20)                       \
    X(asinh, asinhl(x), 3, -1e10, 1e10) X(acosh, acoshl(x), 3, 1, 1e10) X(atanh, atanhl(x), 2, -1, 1)                   \
    X(erf, erfl(x), 2, -5, 5) X(erfc, erfcl(x), 5, -5, 25) X(normcdf, erfcl(-x / sqrtl(2)) / 2, 5, -35, 8)              \
    X(lgamma, lgammal(x), 4, 0.01, 1e6) X(tgamma, tgammal(x), 10, 0.01, 150) X(fabs, fabsl(x), 0, -1e30, 1e30)          \
    X(floor, floorl(x), 0, -1e12, 1e12) X(ceil, ceill(x), 0, -1e12, 1e12) X(trunc, truncl(x), 0, -1e12, 1e12)           \
    X(round, roundl(x), 0, -1e4, 1e4) X(rint, rintl(x), 0, -1e4, 1e4) X(nearbyint, nearbyintl(x), 0, -1e4, 1e4)

#define FUNCTIONS2(X)                                                                                                  \
    X(pow, powl(x, y), 2, 0.01, 50) X(atan2, atan2l(x, y), 2, -50, 50) X(hypot, hypotl(x, y), 2, -1e200, 1e200)         \
    X(rhypot, 1 / hypotl(x, y), 1, -1e100, 1e100) X(fmod, fmodl(x, y), 0, -1e3, 1e3)                                    \
    X(remainder, remainderl(x, y), 0, -1e3, 1e3) X(fdim, fdiml(x, y), 0, -1e3, 1e3)                                     \
    X(copysign, copysignl(x, y), 0, -1e3, 1e3) X(fmax, fmaxl(x, y), 0, -1e3, 1e3) X(fmin, fminl(x, y), 0, -1e3, 1e3)    \
    X(nextafter, ::nextafter((double)x, (double)y), 0, -1e3, 1e3)

typedef long double Long;

const int N = 256;

#define ONE(name, reference, bound, low, high) 1 +
const int COUNT = FUNCTIONS(ONE) 0, COUNT2 = FUNCTIONS2(ONE) 0;

// Half of the arguments evenly spread, half of them with evenly spread exponents.
double argument(int i, double low, double high) {
    double u = (i * 2654435761u >> 8) / 16777216.0;
    if (i % 2)
        return low + (high - low) * u;
    double magnitude = std::fabs(high) * std::exp2(-std::floor(u * 60)) * (0.5 + (i % 97) / 194.0);
    return low < 0 && i % 4 == 0 ? std::max(-magnitude, low) : std::max(magnitude, low);
}

__global__ void unary(const double *in, double *out) {
    int i = blockIdx.x * blockDim.x + threadIdx.x, k = 0;
#define CALL(name, reference, bound, low, high) out[k * N + i] = name(in[k * N + i]), k++;
    FUNCTIONS(CALL)
}

__global__ void binary(const double *in, double *out) {
    int i = blockIdx.x * blockDim.x + threadIdx.x, k = 0;
#define CALL2(name, reference, bound, low, high) out[k * N + i] = name(in[k * N + i], in[k * N + (i * 7 + 1) % N]), k++;
    FUNCTIONS2(CALL2)
}

// sin(pi * (x + halves / 2)), exact where x is a multiple of one half.
Long sin_of_pi_times(Long x, int halves) {
    Long quarter = std::rint(2 * x), rest = (x - quarter / 2) * 3.14159265358979323846264338327950288L;
    switch (((int)quarter + halves) & 3) {
    case 0: return std::sin(rest);
    case 1: return std::cos(rest);
    case 2: return -std::sin(rest);
    default: return -std::cos(rest);
    }
}

double ulps(double got, Long want, double bound) {
    if (std::isnan(want) || std::isnan(got))
        return std::isnan(want) && std::isnan(got) ? 0 : 1e30;
    if (std::isinf((double)want) || want == 0 || std::isinf(got))
        return got == (double)want ? 0 : 1e30;
    // The guide counts from the correctly rounded result, where the bound is not 0.
    Long from = bound == 0 ? want : (Long)(double)want;
    int exponent = std::max(std::ilogb(want), -1022);
    return (double)(std::fabs(got - from) / std::ldexp((Long)1, exponent - 52));
}

void judge(const char *name, double worst, double at, double bound) {
    // A bound of 0 means correctly rounded: half a unit, and the error of the reference itself.
    bool good = worst <= (bound == 0 ? 0.501 : bound);
    failures += !good;
    printf("%s: %s the documented bound of %g ulp\n", name, good ? "within" : "OUTSIDE", bound);
    if (!good)
        printf("%s: %g ulp at %.17g\n", name, worst, at);
}

int main() {
    std::vector<double> in, in2;
#define ARGUMENTS(name, reference, bound, low, high)                                                                   \
    for (int i = 0; i < N; i++)                                                                                        \
        in.push_back(argument(i, low, high));
    FUNCTIONS(ARGUMENTS)
    std::swap(in, in2);
    FUNCTIONS2(ARGUMENTS)
    std::swap(in, in2);
    Device<double> din(in), din2(in2), out(in.size()), out2(in2.size());
    unary<<<N / 64, 64>>>(din, out);
    binary<<<N / 64, 64>>>(din2, out2);
    FINISH();
    std::vector<double> got = out.host(), got2 = out2.host();
    int k = 0;
#define CHECK(name, reference, bound, low, high)                                                                       \
    {                                                                                                                  \
        double worst = 0, at = 0;                                                                                      \
        for (int i = 0; i < N; i++) {                                                                                  \
            Long x = in[k * N + i], y = in[k * N + (i * 7 + 1) % N];                                                   \
            (void)y;                                                                                                   \
            double error = ulps(got[k * N + i], reference, bound);                                                            \
            if (error > worst) {                                                                                       \
                worst = error;                                                                                         \
                at = (double)x;                                                                                        \
            }                                                                                                          \
        }                                                                                                              \
        judge(#name, worst, at, bound);                                                                                \
        k++;                                                                                                           \
    }
    FUNCTIONS(CHECK)
    std::swap(in, in2);
    std::swap(got, got2);
    k = 0;
    FUNCTIONS2(CHECK)
    return verdict();
}
