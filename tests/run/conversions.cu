// about: every rounding mode of float/double to integer and back, saturation of values out of range, NaN
#include "../common/test.h"
#include <cfenv>

__global__ void from_float(const float *in, long long *out) {
    int i = threadIdx.x;
    float f = in[i];
    long long *row = out + i * 16;
    row[0] = __float2int_rn(f);
    row[1] = __float2int_rz(f);
    row[2] = __float2int_ru(f);
    row[3] = __float2int_rd(f);
    row[4] = __float2uint_rn(f);
    row[5] = __float2uint_rz(f);
    row[6] = __float2ll_rn(f);
    row[7] = __float2ll_rd(f);
    row[8] = (long long)__float2ull_rz(f);
    double d = f;
    row[9] = __double2int_rn(d);
    row[10] = __double2int_rz(d);
    row[11] = __double2uint_ru(d);
    row[12] = __double2ll_ru(d);
    row[13] = __double2ll_rn(d);
    row[14] = (long long)__double2ull_rd(d);
    row[15] = (int)f; // a cast rounds towards zero and saturates in device code
}

__global__ void to_float(const long long *in, float *f, double *d) {
    int i = threadIdx.x;
    long long v = in[i];
    float *row = f + i * 8;
    row[0] = __int2float_rn((int)v);
    row[1] = __int2float_rz((int)v);
    row[2] = __int2float_ru((int)v);
    row[3] = __uint2float_rd((unsigned)v);
    row[4] = __ll2float_rn(v);
    row[5] = __ll2float_ru(v);
    row[6] = __ull2float_rz((unsigned long long)v);
    row[7] = __double2float_rd(__longlong_as_double((v & 0x000fffffffffffffll) | 0x3ff0000000000000ll));
    d[i * 4] = __ll2double_rn(v);
    d[i * 4 + 1] = __ll2double_rd(v);
    d[i * 4 + 2] = __ull2double_ru((unsigned long long)v);
    d[i * 4 + 3] = __int2double_rn((int)v);
}

// Rounds with the C library in the given mode, then saturates.
long long to_integer(double x, int mode, double low, double high, unsigned long long at_high) {
    if (std::isnan(x))
        return 0;
    fesetround(mode);
    volatile double v = x;
    double rounded = nearbyint(v);
    fesetround(FE_TONEAREST);
    if (rounded <= low)
        return (long long)low;
    if (rounded >= high)
        return (long long)at_high;
    return rounded >= 0x1p63 ? (long long)(unsigned long long)rounded : (long long)rounded;
}

long long i32(double x, int mode) { return to_integer(x, mode, -0x1p31, 0x1p31, 0x7fffffff); }
long long u32(double x, int mode) { return to_integer(x, mode, 0, 0x1p32, 0xffffffffu); }
long long i64(double x, int mode) { return to_integer(x, mode, -0x1p63, 0x1p63, 0x7fffffffffffffffull); }
long long u64(double x, int mode) { return to_integer(x, mode, 0, 0x1p64, ~0ull); }

template <class To, class From> To rounded(From v, int mode) {
    fesetround(mode);
    volatile From from = v;
    volatile To to = (To)from;
    fesetround(FE_TONEAREST);
    return to;
}

int main() {
    const int n = 128;
    const int N = FE_TONEAREST, Z = FE_TOWARDZERO, U = FE_UPWARD, D = FE_DOWNWARD;
    std::vector<float> in(n);
    Random random(23);
    for (int i = 0; i < n; i++) {
        float fraction = random.unit() - 0.5f;
        in[i] = std::ldexp(fraction, random.between(-3, 34));
    }
    const float special[] = {0.0f, -0.0f, 0.5f, 1.5f, 2.5f, -0.5f, -1.5f, NAN, INFINITY, -INFINITY, 2147483648.0f, -2147483648.0f,
                             4294967296.0f, 1e19f, -1e19f, 2e19f, 2147483520.0f, 1e-40f, -1e-40f};
    std::copy(special, special + 19, in.begin());
    std::vector<long long> want;
    for (float f : in)
        want.insert(want.end(), {i32(f, N), i32(f, Z), i32(f, U), i32(f, D), u32(f, N), u32(f, Z), i64(f, N), i64(f, D), u64(f, Z),
                                 i32(f, N), i32(f, Z), u32(f, U), i64(f, U), i64(f, N), u64(f, D), i32(f, Z)});
    // The PTX manual: NaN becomes 0 only from float to 32 bits; otherwise it becomes the target's highest bit.
    for (int column : {9, 10})
        want[7 * 16 + column] = -0x80000000ll;
    want[7 * 16 + 11] = 0x80000000ll;
    for (int column : {6, 7, 8, 12, 13, 14})
        want[7 * 16 + column] = (long long)(1ull << 63);
    Device<float> din(in);
    Device<long long> out(n * 16);
    from_float<<<1, n>>>(din, out);
    FINISH();
    match("to integers", out.host(), want);

    std::vector<long long> integers(n);
    for (auto &v : integers) {
        uint64_t bits = random.next64();
        bits >>= random.between(0, 40);
        v = random.next() % 2 ? (long long)bits : -(long long)bits;
    }
    std::vector<float> floats;
    std::vector<double> doubles;
    for (long long v : integers) {
        long long bits = (v & 0x000fffffffffffffll) | 0x3ff0000000000000ll;
        double d;
        memcpy(&d, &bits, 8);
        floats.insert(floats.end(), {rounded<float>((int)v, N), rounded<float>((int)v, Z), rounded<float>((int)v, U), rounded<float>((unsigned)v, D),
                                     rounded<float>(v, N), rounded<float>(v, U), rounded<float>((unsigned long long)v, Z), rounded<float>(d, D)});
        doubles.insert(doubles.end(), {rounded<double>(v, N), rounded<double>(v, D), rounded<double>((unsigned long long)v, U), (double)(int)v});
    }
    Device<long long> di(integers);
    Device<float> df(floats.size());
    Device<double> dd(doubles.size());
    to_float<<<1, n>>>(di, df, dd);
    FINISH();
    match("to float", df.host(), floats);
    match("to double", dd.host(), doubles);
    return verdict();
}
