// about: every float math function against a double reference
// tolerance: the maximum errors in units in the last place of the CUDA C++ Programming Guide, "Mathematical Functions"
#include "../common/test.h"

#define FUNCTIONS(X)                                                                                                   \
    X(rsqrtf, 1 / sqrt(x), 2, 1e-30, 1e30) X(sqrtf, sqrt(x), 0, 1e-30, 1e30) X(cbrtf, cbrt(x), 1, -1e20, 1e20)          \
    X(rcbrtf, 1 / cbrt(x), 1, -1e20, 1e20) X(expf, exp(x), 2, -80, 80) X(exp2f, exp2(x), 2, -120, 120)                  \
    X(exp10f, pow(10.0, x), 2, -35, 35) X(expm1f, expm1(x), 1, -10, 40) X(logf, log(x), 1, 1e-30, 1e30)                 \
    X(log2f, log2(x), 1, 1e-30, 1e30) X(log10f, log10(x), 2, 1e-30, 1e30) X(log1pf, log1p(x), 1, -0.99, 1e10)           \
    X(sinf, sin(x), 2, -1e5, 1e5) X(cosf, cos(x), 2, -1e5, 1e5) X(tanf, tan(x), 4, -1e5, 1e5)                           \
    X(sinpif, sin_of_pi_times(x), 2, -30, 30) X(cospif, sin_of_pi_times(0.5 - x), 2, -30, 30)                          \
    X(asinf, asin(x), 2, -1, 1) X(acosf, acos(x), 2, -1, 1) X(atanf, atan(x), 2, -1e5, 1e5)                             \
    X(sinhf, sinh(x), 3, -80, 80) X(coshf, cosh(x), 2, -80, 80) X(tanhf, tanh(x), 2, -20, 20)                           \
    X(asinhf, asinh(x), 3, -1e10, 1e10) X(acoshf, acosh(x), 4, 1, 1e10) X(atanhf, atanh(x), 3, -1, 1)                   \
    X(erff, erf(x), 2, -5, 5) X(erfcf, erfc(x), 6, -5, 9) X(normcdff, erfc(-x / sqrt(2.0)) / 2, 6, -12, 8)              \
    X(lgammaf, lgamma(x), 6, 0.01, 1e6) X(tgammaf, tgamma(x), 5, 0.01, 30) X(fabsf, fabs(x), 0, -1e30, 1e30)            \
    X(floorf, floor(x), 0, -1e6, 1e6) X(ceilf, ceil(x), 0, -1e6, 1e6) X(truncf, trunc(x), 0, -1e6, 1e6)                 \
    X(roundf, round(x), 0, -1e4, 1e4) X(rintf, rint(x), 0, -1e4, 1e4) X(nearbyintf, nearbyint(x), 0, -1e4, 1e4)         \
    X(logbf, logb(x), 0, 1e-40, 1e30)

#define FUNCTIONS2(X)                                                                                                  \
    X(powf, pow(x, y), 4, 0.01, 50) X(atan2f, atan2(x, y), 3, -50, 50) X(hypotf, hypot(x, y), 3, -1e20, 1e20)           \
    X(rhypotf, 1 / hypot(x, y), 2, -1e15, 1e15) X(fmodf, fmod(x, y), 0, -1e3, 1e3)                                      \
    X(remainderf, remainder(x, y), 0, -1e3, 1e3) X(fdimf, fdim(x, y), 0, -1e3, 1e3)                                     \
    X(copysignf, copysign(x, y), 0, -1e3, 1e3) X(fmaxf, fmax(x, y), 0, -1e3, 1e3) X(fminf, fmin(x, y), 0, -1e3, 1e3)    \
    X(nextafterf, nextafterf((float)x, (float)y), 0, -1e3, 1e3) X(norm3, sqrt(x * x + y * y + 9), 3, -1e3, 1e3)

__device__ float norm3(float x, float y) { return norm3df(x, y, 3.0f); }

const int N = 512;

#define ONE(name, reference, bound, low, high) 1 +
const int COUNT = FUNCTIONS(ONE) 0, COUNT2 = FUNCTIONS2(ONE) 0;

// Half of the arguments evenly spread, half of them with evenly spread exponents.
__host__ __device__ float argument(int i, double low, double high) {
    double u = (i * 2654435761u >> 8) / 16777216.0;
    if (i % 2)
        return (float)(low + (high - low) * u);
    double magnitude = fmin(fabs(high), 1e30) * exp2(-floor(u * 40)) * (0.5 + (i % 97) / 194.0);
    return (float)(low < 0 && i % 4 == 0 ? fmax(-magnitude, low) : fmax(magnitude, low));
}

__global__ void unary(const float *in, float *out) {
    int i = blockIdx.x * blockDim.x + threadIdx.x, k = 0;
#define CALL(name, reference, bound, low, high) out[k * N + i] = name(in[k * N + i]), k++;
    FUNCTIONS(CALL)
}

__global__ void binary(const float *in, float *out) {
    int i = blockIdx.x * blockDim.x + threadIdx.x, k = 0;
#define CALL2(name, reference, bound, low, high) out[k * N + i] = name(in[k * N + i], in[k * N + (i * 7 + 1) % N]), k++;
    FUNCTIONS2(CALL2)
}

// sin(pi * x), exact where x is a multiple of one half.
double sin_of_pi_times(double x) {
    double quarter = std::rint(2 * x), rest = (x - quarter / 2) * 3.14159265358979323846;
    switch ((int)quarter & 3) {
    case 0: return std::sin(rest);
    case 1: return std::cos(rest);
    case 2: return -std::sin(rest);
    default: return -std::cos(rest);
    }
}

double ulps(float got, double want) {
    if (std::isnan(want) || std::isnan(got))
        return std::isnan(want) && std::isnan(got) ? 0 : 1e30;
    if (std::isinf((float)want) || want == 0 || std::isinf(got))
        return got == (float)want ? 0 : 1e30;
    int exponent = std::max(std::ilogb(want), -126);
    return std::fabs(got - want) / std::ldexp(1.0, exponent - 23);
}

void judge(const char *name, double worst, float at, double bound) {
    // A bound of 0 means correctly rounded: at most half a unit from the real value.
    bool good = worst <= (bound == 0 ? 0.5 : bound);
    failures += !good;
    printf("%s: %s the documented bound of %g ulp\n", name, good ? "within" : "OUTSIDE", bound);
    if (!good)
        printf("%s: %g ulp at %.9g\n", name, worst, at);
}

int main() {
    std::vector<float> in, in2;
#define ARGUMENTS(name, reference, bound, low, high)                                                                   \
    for (int i = 0; i < N; i++)                                                                                        \
        in.push_back(argument(i, low, high));
    FUNCTIONS(ARGUMENTS)
    std::swap(in, in2);
    FUNCTIONS2(ARGUMENTS)
    std::swap(in, in2);
    Device<float> din(in), din2(in2), out(in.size()), out2(in2.size());
    unary<<<N / 128, 128>>>(din, out);
    binary<<<N / 128, 128>>>(din2, out2);
    FINISH();
    std::vector<float> got = out.host(), got2 = out2.host();
    int k = 0;
#define CHECK(name, reference, bound, low, high)                                                                       \
    {                                                                                                                  \
        double worst = 0;                                                                                              \
        float at = 0;                                                                                                  \
        for (int i = 0; i < N; i++) {                                                                                  \
            double x = in[k * N + i], y = in[k * N + (i * 7 + 1) % N];                                                 \
            (void)y;                                                                                                   \
            double error = ulps(got[k * N + i], reference);                                                            \
            if (error > worst) {                                                                                       \
                worst = error;                                                                                         \
                at = (float)x;                                                                                         \
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
