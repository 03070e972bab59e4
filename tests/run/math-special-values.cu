// about: math functions at zeros, infinities, NaN and domain errors give what C99 Annex F says
#include "../common/test.h"

#define CALLS(X)                                                                                                       \
    X(sqrt(-1.0 * one)) X(log(0.0 * one)) X(log(-1.0 * one)) X(exp(-INFINITY * one)) X(exp(INFINITY * one))            \
    X(pow(0.0 * one, 0.0 * one)) X(pow(NAN * one, 0.0 * one)) X(pow(-8.0 * one, 1.0 * one / 3))                        \
    X(pow(-2.0 * one, 3.0 * one)) X(pow(0.0 * one, -1.0 * one)) X(pow(-0.0 * one, -3.0 * one))                         \
    X(pow(1.0 * one, NAN * one)) X(atan2(0.0 * one, -0.0 * one)) X(atan2(-0.0 * one, 1.0 * one))                       \
    X(atan2(INFINITY * one, INFINITY * one)) X(fmod(5.0 * one, 0.0 * one)) X(fmod(INFINITY * one, 2.0 * one))          \
    X(sin(INFINITY * one)) X(tan(-0.0 * one)) X(asin(2.0 * one)) X(acosh(0.5 * one)) X(atanh(1.0 * one))               \
    X(hypot(INFINITY * one, NAN * one)) X(cbrt(-27.0 * one)) X(round(-0.4 * one)) X(rint(2.5 * one))                   \
    X(trunc(-3.9 * one)) X(expm1(-0.0 * one)) X(log1p(-1.0 * one)) X(erf(INFINITY * one)) X(erfc(-INFINITY * one))     \
    X(tgamma(5.0 * one)) X(tgamma(-1.0 * one)) X(lgamma(1.0 * one)) X(fmax(NAN * one, 3.0 * one))                      \
    X(fmin(3.0 * one, NAN * one)) X(nextafter(0.0 * one, 1.0 * one)) X(logb(0.0 * one)) X(cosh(0.0 * one))             \
    X(tanh(-INFINITY * one)) X(exp2(10.0 * one)) X(log2(1024.0 * one)) X(log10(1000.0 * one))                          \
    X(fdim(3.0 * one, INFINITY * one)) X(ldexp(1.0 * one, 2000))

// Multiplying with a one that the compiler does not know keeps the calls from being folded.
__global__ void kernel(double *out, double one) {
    int i = 0;
#define CALL(expression) out[i++] = expression;
    CALLS(CALL)
}

int main() {
    volatile double one = 1;
    std::vector<double> want;
#define HOST(expression) want.push_back(expression);
    CALLS(HOST)
#define NAME(expression) #expression,
    const char *names[] = {CALLS(NAME)};
    Device<double> out(want.size());
    kernel<<<1, 1>>>(out, one);
    FINISH();
    std::vector<double> got = out.host();
    for (size_t i = 0; i < want.size(); i++) {
        bool same = std::isnan(want[i]) ? std::isnan(got[i]) : std::fabs(got[i] - want[i]) <= 1e-15 * std::fabs(want[i]) || got[i] == want[i];
        same = same && (want[i] != 0 || std::signbit(got[i]) == std::signbit(want[i]));
        if (std::isnan(got[i]))
            printf("%s: nan\n", names[i]);
        else
            printf("%s: %.12g\n", names[i], got[i]);
        EXPECT(same);
    }
    return verdict();
}
