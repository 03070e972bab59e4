// about: conversions between integers and floating point in each rounding mode, in both directions, against the host's
#include <cfenv>
#include <cstdio>

const int COUNT = 16, FORMS = 80;

__device__ double device_results[FORMS][COUNT];

#define ROUNDINGS(X, name, From, To, array) \
    X(name##_rn, From, To, array, FE_TONEAREST) X(name##_rz, From, To, array, FE_TOWARDZERO) \
    X(name##_ru, From, To, array, FE_UPWARD) X(name##_rd, From, To, array, FE_DOWNWARD)
#define TO_REAL(X) \
    ROUNDINGS(X, __int2float, int, float, integers) ROUNDINGS(X, __uint2float, unsigned, float, integers) \
    ROUNDINGS(X, __ll2float, long long, float, integers) ROUNDINGS(X, __ull2float, unsigned long long, float, integers) \
    ROUNDINGS(X, __ll2double, long long, double, integers) \
    ROUNDINGS(X, __ull2double, unsigned long long, double, integers) \
    ROUNDINGS(X, __double2float, double, float, reals) X(__int2double_rn, int, double, integers, FE_TONEAREST) \
    X(__uint2double_rn, unsigned, double, integers, FE_TONEAREST)
#define TO_INTEGER(X) \
    ROUNDINGS(X, __float2int, float, int, reals) ROUNDINGS(X, __float2uint, float, unsigned, reals) \
    ROUNDINGS(X, __float2ll, float, long long, reals) ROUNDINGS(X, __float2ull, float, unsigned long long, reals) \
    ROUNDINGS(X, __double2int, double, int, reals) ROUNDINGS(X, __double2uint, double, unsigned, reals) \
    ROUNDINGS(X, __double2ll, double, long long, reals) ROUNDINGS(X, __double2ull, double, unsigned long long, reals)

__global__ void run(const long long *integers, const double *reals) {
    int i = threadIdx.x, form = 0;
#define CALL(name, From, To, array, mode) device_results[form++][i] = (double)name((From)array[i]);
    TO_REAL(CALL) TO_INTEGER(CALL)
}

// nearbyint() in the mode of the moment; the argument is one that the compiler does not know.
static double whole(volatile double value) { return __builtin_nearbyint(value); }

int main() {
    static const long long integers[COUNT] = {0, 1, 7, 16777217, 16777219, 33554435, 2147483647, 123456789, 4503599627370497,
        9007199254740993, 9007199254740995, 18014398509481987, 4611686018427387905, 9223372036854775807, 1099511627777, 99};
    static const double reals[COUNT] = {0, 0.25, 0.5, 0.75, 1.5, 2.5, 3.5, 1.0000001, 1000000.5, 16777215.5, 3.999999, 7.3,
        100.49999, 2147483.5, 12345.678, 1e9};
    long long *on_device;
    double *more;
    cudaMalloc(&on_device, sizeof integers);
    cudaMalloc(&more, sizeof reals);
    cudaMemcpy(on_device, integers, sizeof integers, cudaMemcpyHostToDevice);
    cudaMemcpy(more, reals, sizeof reals, cudaMemcpyHostToDevice);
    run<<<1, COUNT>>>(on_device, more);
    static double results[FORMS][COUNT];
    cudaMemcpyFromSymbol(results, device_results, sizeof results);
    int form = 0, wrong = 0;
#define COMPARE(name, From, value) \
    for (int i = 0; i < COUNT; ++i) { \
        double expected = value; \
        if (results[form][i] != expected && ++wrong < 10) \
            printf("%s of number %d is %.17g, not %.17g\n", #name, i, results[form][i], expected); \
    } \
    fesetround(FE_TONEAREST); \
    ++form;
#define EXPECT_REAL(name, From, To, array, mode) \
    fesetround(mode); \
    COMPARE(name, From, ([&] { volatile From from = (From)array[i]; volatile To to = (To)from; return (double)to; }()))
#define EXPECT_INTEGER(name, From, To, array, mode) \
    fesetround(FE_TONEAREST); \
    COMPARE(name, From, ([&] { \
        volatile From from = (From)array[i]; \
        fesetround(mode); \
        double rounded = whole(from); \
        fesetround(FE_TONEAREST); \
        return rounded; \
    }()))
    TO_REAL(EXPECT_REAL) TO_INTEGER(EXPECT_INTEGER)
    printf("%d functions, %d wrong\n", form, wrong);
    puts(wrong == 0 ? "PASS" : "FAIL");
    return wrong == 0 ? 0 : 1;
}
