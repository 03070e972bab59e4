// about: inverse error functions, Bessel functions, norms and sincospi, float and double, against long double references
// tolerance: the maximum errors of the CUDA C++ Programming Guide, "Mathematical Functions": units in the last place, or absolute
#include "../common/test.h"
#include <algorithm>

typedef long double Long;

// Name, reference, bounds of float and double, range. Bessel functions have bounds in units up to 8.
#define FUNCTIONS(X) \
    X(erfinv, inverse_erf(x), 2, 5, -1, 1) X(erfcinv, inverse_erfc(x), 4, 6, 0, 2) \
    X(erfcx, expl(x * x) * erfcl(x), 4, 4, -5, 9) X(normcdfinv, -sqrtl(2) * inverse_erfc(2 * x), 5, 8, 0, 1) \
    X(j0, j0l(x), 9, 7, -8, 8) X(j1, j1l(x), 9, 7, -8, 8) X(y0, y0l(x), 9, 7, 0.01, 8) X(y1, y1l(x), 9, 7, 0.01, 8) \
    X(cyl_bessel_i0, bessel_i(0, x), 6, 6, -40, 40) X(cyl_bessel_i1, bessel_i(1, x), 6, 6, -40, 40)

// The rest: absolute bounds for Bessel functions of higher order and far out, and functions of several numbers.
#define MORE(X) \
    X(jn, jnl(order, y), -1, -1) X(yn, ynl(order, beyond), -1, -1) X(j0, j0l(far), -1, -1) \
    X(j1, j1l(far), -1, -1) X(y0, y0l(far), -1, -1) X(y1, y1l(far), -1, -1) X(norm3d, sqrtl(three), 3, 2) \
    X(norm4d, sqrtl(four), 3, 2) X(rnorm3d, 1 / sqrtl(three), 2, 1) X(rnorm4d, 1 / sqrtl(four), 2, 1) \
    X(norm, sqrtl(four), 0, 0) X(rnorm, 1 / sqrtl(four), 0, 0) X(sine, sin_of_pi_times(v[0], 0), 2, 2) \
    X(cosine, sin_of_pi_times(-v[0], 1), 2, 2)

const int N = 512;
#define ONE(...) 1 +
const int COUNT = FUNCTIONS(ONE) 0, COUNT2 = MORE(ONE) 0;

__global__ void floats(const float *in, float *out, const float *points, float *out2) {
    int i = blockIdx.x * blockDim.x + threadIdx.x, k = 0, order = i % 5 + 2;
#define CALL(name, ...) out[k * N + i] = name##f(in[k * N + i]), k++;
    FUNCTIONS(CALL)
    const float *v = points + 4 * i;
    float y = fabsf(v[1]), rows[] = {jnf(order, y), ynf(order, 1.5f * order + 0.25f + y), j0f(8 + y), j1f(8 + y), y0f(8 + y),
        y1f(8 + y), norm3df(v[0], v[1], v[2]), norm4df(v[0], v[1], v[2], v[3]), rnorm3df(v[0], v[1], v[2]),
        rnorm4df(v[0], v[1], v[2], v[3]), normf(4, v), rnormf(4, v), 0, 0};
    sincospif(v[0], &rows[12], &rows[13]);
    for (int j = 0; j < COUNT2; j++)
        out2[j * N + i] = rows[j];
}

__global__ void doubles(const double *in, double *out, const double *points, double *out2) {
    int i = blockIdx.x * blockDim.x + threadIdx.x, k = 0, order = i % 5 + 2;
#define CALL_DOUBLE(name, ...) out[k * N + i] = name(in[k * N + i]), k++;
    FUNCTIONS(CALL_DOUBLE)
    const double *v = points + 4 * i;
    double y = fabs(v[1]), rows[] = {jn(order, y), yn(order, 1.5 * order + 0.25 + y), j0(8 + y), j1(8 + y), y0(8 + y),
        y1(8 + y), norm3d(v[0], v[1], v[2]), norm4d(v[0], v[1], v[2], v[3]), rnorm3d(v[0], v[1], v[2]),
        rnorm4d(v[0], v[1], v[2], v[3]), norm(4, v), rnorm(4, v), 0, 0};
    sincospi(v[0], &rows[12], &rows[13]);
    for (int j = 0; j < COUNT2; j++)
        out2[j * N + i] = rows[j];
}

// The x of erfc(x) = y by Newton's iteration; of the logarithm where y is small, of erf where x is.
Long inverse_erfc(Long y) {
    if (y > 1.5L)
        return -inverse_erfc(2 - y);
    Long x = y < 0.5L ? sqrtl(-logl(y)) * 0.9L : 0;
    for (int i = 0; i < 60; i++) {
        Long slope = 2 / sqrtl(acosl(-1)) * expl(-x * x), c = erfcl(x);
        x += y < 0.5L ? logl(c / y) * c / slope : ((1 - y) - erfl(x)) / slope;
    }
    return x;
}
Long inverse_erf(Long y) {
    if (std::fabs(y) > 0.5L)
        return y < 0 ? -inverse_erfc(1 + y) : inverse_erfc(1 - y);
    Long x = 0;
    for (int i = 0; i < 60; i++)
        x += (y - erfl(x)) / (2 / sqrtl(acosl(-1)) * expl(-x * x));
    return x;
}

// A series of positive terms.
Long bessel_i(int order, Long x) {
    Long term = order ? x / 2 : 1, sum = 0;
    for (int k = 1; k < 400; k++) {
        sum += term;
        term *= x * x / 4 / ((Long)k * (k + order));
    }
    return sum;
}

// sin(pi * (x + halves / 2)), exact where x is a multiple of one half.
Long sin_of_pi_times(Long x, int halves) {
    Long quarter = std::rint(2 * x), rest = (x - quarter / 2) * acosl(-1);
    switch (((int)quarter + halves) & 3) {
    case 0: return std::sin(rest);
    case 1: return std::cos(rest);
    case 2: return -std::sin(rest);
    default: return -std::cos(rest);
    }
}

template <class T> double units(T got, Long want) {
    if (std::isnan(got) || std::isnan(want) || std::isinf(got) || want == 0)
        return got == (T)want ? 0 : 1e30;
    int digits = std::numeric_limits<T>::digits, least = std::numeric_limits<T>::min_exponent - 1;
    // The guide counts from the correctly rounded result.
    return (double)(std::fabs(got - (Long)(T)want) / std::ldexp((Long)1, std::max(std::ilogb(want), least) - digits + 1));
}

void judge(const char *type, const char *name, double worst, double at, double bound, const char *unit) {
    bool good = worst <= bound;
    failures += !good;
    printf("%s %s: %s the bound of %g %s\n", type, name, good ? "within" : "OUTSIDE", bound, unit);
    if (!good)
        printf("%s: %g at %.17g\n", name, worst, at);
}

template <class T, class K> void test(const char *type, K kernel, bool is_float) {
    std::vector<T> in, points;
    Random random(31);
#define ARGUMENTS(name, reference, fb, db, low, high) \
    for (int i = 0; i < N; i++) \
        in.push_back((T)(low + (high - (low)) * ((random.next() >> 8) + 0.5) / 16777216));
    FUNCTIONS(ARGUMENTS)
    for (int i = 0; i < 4 * N; i++)
        points.push_back((T)(random.unit() * 40 - 20));
    Device<T> din(in), dpoints(points), out(in.size()), out2(N * COUNT2);
    kernel<<<N / 64, 64>>>(din, out, dpoints, out2);
    FINISH();
    std::vector<T> got = out.host(), got2 = out2.host();
    int k = 0;
#define CHECK(name, reference, fb, db, low, high) \
    { \
        double worst = 0, at = 0; \
        for (int i = 0; i < N; i++) { \
            Long x = in[k * N + i]; \
            double error = units(got[k * N + i], reference); \
            if (error > worst) \
                worst = error, at = (double)x; \
        } \
        judge(type, #name, worst, at, is_float ? fb : db, "ulp"); \
        k++; \
    }
    FUNCTIONS(CHECK)
    k = 0;
#define CHECK_MORE(name, reference, fb, db) \
    { \
        double worst = 0, at = 0; \
        const int bound = is_float ? fb : db; \
        for (int i = 0; i < N; i++) { \
            const T *v = &points[4 * i]; \
            int order = i % 5 + 2; \
            Long y = std::fabs(v[1]), three = (Long)v[0] * v[0] + (Long)v[1] * v[1] + (Long)v[2] * v[2]; \
            /* As the kernel rounds them. */ \
            Long far = (T)8 + std::fabs(v[1]), beyond = (T)(1.5 * order + 0.25) + std::fabs(v[1]); \
            Long four = three + (Long)v[3] * v[3], want = reference; \
            (void)far, (void)beyond, (void)y, (void)four; \
            T is = got2[k * N + i]; \
            double error = bound < 0 ? (double)std::fabs(is - want) : units(is, want); \
            if (!(error <= worst)) \
                worst = error, at = i; \
        } \
        if (bound < 0) \
            judge(type, #name, worst, at, is_float ? 2.2e-6 : 5e-12, "absolute"); \
        else \
            judge(type, #name, worst, at, bound ? bound : 8, "ulp"); \
        k++; \
    }
    MORE(CHECK_MORE)
}

int main() {
    test<float>("float", floats, true);
    test<double>("double", doubles, false);
    return verdict();
}
