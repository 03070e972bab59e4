// about: __half and __nv_bfloat16 from and to every number type in every rounding mode, all 65536 values of each
#include "../common/sixteen_bits.h"

// The functions of a format and a rounding mode under common names.
template <class T, Mode mode> struct Convert;
#define FUNCTION(FROM, TO, suffix, name, type) \
    static __device__ void to(T h, type *r) { *r = FROM##name##suffix(h); } \
    static __device__ T of(type v) { return __##name##2##TO##suffix(v); }
#define MODE(TYPE, FROM, TO, suffix, mode) \
    template <> struct Convert<TYPE, mode> { \
        typedef TYPE T; \
        FUNCTION(FROM, TO, suffix, short, short) \
        FUNCTION(FROM, TO, suffix, ushort, unsigned short) \
        FUNCTION(FROM, TO, suffix, int, int) \
        FUNCTION(FROM, TO, suffix, uint, unsigned) \
        FUNCTION(FROM, TO, suffix, ll, long long) \
        FUNCTION(FROM, TO, suffix, ull, unsigned long long) \
        static __device__ T of(float v) { return __float2##TO##suffix(v); } \
    };
#define MODES(TYPE, FROM, TO) \
    MODE(TYPE, FROM, TO, _rn, RN) MODE(TYPE, FROM, TO, _rz, RZ) MODE(TYPE, FROM, TO, _rd, RD) MODE(TYPE, FROM, TO, _ru, RU)
MODES(__half, __half2, half)
MODES(__nv_bfloat16, __bfloat162, bfloat16)

__device__ float widen(__half h) { return __half2float(h); }
__device__ float widen(__nv_bfloat16 h) { return __bfloat162float(h); }
__device__ void narrow(double v, __half *r) { *r = __double2half(v); }
__device__ void narrow(double v, __nv_bfloat16 *r) { *r = __double2bfloat16(v); }
__device__ signed char to_char(__half h) { return __half2char_rz(h); }
__device__ signed char to_char(__nv_bfloat16 h) { return __bfloat162char_rz(h); }
__device__ unsigned char to_uchar(__half h) { return __half2uchar_rz(h); }
__device__ unsigned char to_uchar(__nv_bfloat16 h) { return __bfloat162uchar_rz(h); }

template <class T, Mode mode, class V> __global__ void to_all(V *out) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    Convert<T, mode>::to(Format<T>::of((unsigned short)i), out + i);
}
template <class T> __global__ void to_others(unsigned *bits, signed char *chars, unsigned char *uchars) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    T h = Format<T>::of((unsigned short)i);
    bits[i] = __float_as_uint(widen(h));
    chars[i] = to_char(h);
    uchars[i] = to_uchar(h);
}
template <class T, Mode mode, class V> __global__ void from_all(const V *in, T *out, int count) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < count)
        out[i] = Convert<T, mode>::of(in[i]);
}
template <class T> __global__ void from_doubles(const double *in, T *out, int count) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < count)
        narrow(in[i], &out[i]);
}

// An exact value as an integer: rounded, saturated, NaN as CUDA has it.
template <class V> V integer(Exact x, Mode mode) {
    const bool is_signed = std::numeric_limits<V>::is_signed;
    const V high = std::numeric_limits<V>::max(), low = std::numeric_limits<V>::min();
    if (x.kind == Exact::NOT_A_NUMBER)
        return sizeof(V) == 8 ? (V)(1ull << 63) : (V)0;
    if (x.kind == Exact::INFINITE || x.e > 64)
        return x.m == 0 && x.kind == Exact::FINITE ? (V)0 : x.negative ? low : high;
    unsigned __int128 whole = x.e >= 0 ? x.m << x.e : x.e > -64 ? x.m >> -x.e : 0;
    if (x.e < 0 && x.m != 0) {
        // Twice the fraction, compared with 1: -1 below one half, 0 a tie, 1 above.
        unsigned __int128 rest = x.e > -64 ? x.m - (whole << -x.e) : x.m;
        int half = x.e <= -64 ? -1 : rest > (unsigned __int128)1 << (-x.e - 1) ? 1 : rest == (unsigned __int128)1 << (-x.e - 1) ? 0 : -1;
        bool up = mode == RN ? half > 0 || (half == 0 && (whole & 1)) : mode != RZ && rest != 0 && x.negative == (mode == RD);
        whole += up;
    }
    if (x.negative)
        return !is_signed ? (V)0 : whole > (unsigned __int128)high + 1 ? low : (V)(0 - (unsigned long long)whole);
    return whole > (unsigned __int128)high ? high : (V)whole;
}

template <class V> Exact exact_of(V v) {
    bool negative = v < 0;
    return {Exact::FINITE, negative, negative ? 0 - (unsigned long long)v : (unsigned long long)v, 0};
}
template <> Exact exact_of(float v) { return of_long_double(v); }
template <> Exact exact_of(double v) { return of_long_double(v); }

static const char *const mode_names[] = {"rn", "rz", "rd", "ru"};

template <class T, Mode mode, class V> void to_integer(const char *name) {
    Device<V> out(65536);
    to_all<T, mode><<<512, 128>>>(out.get());
    FINISH();
    std::vector<V> want(65536);
    for (int i = 0; i < 65536; i++)
        want[i] = integer<V>(exact<T>((unsigned short)i), mode);
    char text[64];
    snprintf(text, sizeof text, "to %s, %s", name, mode_names[mode]);
    compare(Format<T>::name, text, out.host(), want);
}
template <class T, Mode mode, class V> void from(const char *name, const std::vector<V> &values) {
    int count = (int)values.size();
    Device<V> in(values);
    Device<unsigned short> out(count);
    from_all<T, mode><<<(count + 127) / 128, 128>>>(in.get(), (T *)out.get(), count);
    FINISH();
    std::vector<unsigned short> want(count);
    for (int i = 0; i < count; i++)
        want[i] = rounded<T>(exact_of(values[i]), mode);
    char text[64];
    snprintf(text, sizeof text, "from %s, %s", name, mode_names[mode]);
    compare(Format<T>::name, text, out.host(), want);
}

// Both sides of every value and of every midpoint of two values, and random numbers.
template <class T, class V, class Bits> std::vector<V> floating() {
    std::vector<V> values;
    auto add = [&](V v) {
        for (int step = -1; step <= 1; step++) {
            Bits bits;
            memcpy(&bits, &v, sizeof bits);
            bits += (Bits)step;
            V near;
            memcpy(&near, &bits, sizeof near);
            values.push_back(near);
        }
    };
    for (unsigned i = 0; i < 65536; i++) {
        if (is_nan<T>((unsigned short)i))
            continue;
        V here = (V)to_long_double(exact<T>((unsigned short)i)), next = (V)to_long_double(exact<T>((unsigned short)(i + 1)));
        add(here);
        if (next - next == 0 && (i & 0x7fff) != 0x7fff)
            add(here / 2 + next / 2);
    }
    Random random(7);
    for (int i = 0; i < 100000; i++) {
        Bits bits = (Bits)random.next64();
        V v;
        memcpy(&v, &bits, sizeof v);
        values.push_back(v);
        values.push_back((V)(random.unit() * (V)0x1p-13));
        values.push_back((V)(random.unit() * (V)131072));
    }
    return values;
}
// Integers around every power of two and every sum of two, and random ones of every length.
template <class V> std::vector<V> integers() {
    std::vector<V> values;
    const int bits = (int)sizeof(V) * 8;
    for (int i = 0; i < bits; i++)
        for (int j = 0; j <= i; j++)
            for (int k = -2; k <= 2; k++) {
                unsigned long long v = (1ull << i) + (1ull << j) / 2 * 3 + (unsigned long long)k;
                values.push_back((V)v);
                values.push_back((V)(0 - v));
            }
    Random random(11);
    for (int i = 0; i < 50000; i++)
        values.push_back((V)(random.next64() >> (i % bits + 64 - bits)));
    return values;
}

template <class T, Mode mode> void test_mode() {
    to_integer<T, mode, short>("short");
    to_integer<T, mode, unsigned short>("ushort");
    to_integer<T, mode, int>("int");
    to_integer<T, mode, unsigned>("uint");
    to_integer<T, mode, long long>("ll");
    to_integer<T, mode, unsigned long long>("ull");
    from<T, mode>("short", integers<short>());
    from<T, mode>("ushort", integers<unsigned short>());
    from<T, mode>("int", integers<int>());
    from<T, mode>("uint", integers<unsigned>());
    from<T, mode>("ll", integers<long long>());
    from<T, mode>("ull", integers<unsigned long long>());
    from<T, mode>("float", floating<T, float, uint32_t>());
}

// The sign and the upper bits of the payload stay, a signaling NaN becomes quiet.
template <class T> unsigned short kept_nan(double v) {
    uint64_t bits;
    memcpy(&bits, &v, sizeof bits);
    const int fraction = Format<T>::fraction;
    unsigned long long exponent = 0x7fff >> fraction << fraction, payload = bits >> (52 - fraction) & ((1u << fraction) - 1);
    return (unsigned short)((bits >> 48 & 0x8000) | exponent | 1u << (fraction - 1) | payload);
}

template <class T> void test() {
    test_mode<T, RN>();
    test_mode<T, RZ>();
    test_mode<T, RD>();
    test_mode<T, RU>();

    Device<unsigned> bits(65536);
    Device<signed char> chars(65536);
    Device<unsigned char> uchars(65536);
    to_others<T><<<512, 128>>>(bits.get(), chars.get(), uchars.get());
    FINISH();
    std::vector<unsigned> got = bits.host(), want(65536);
    std::vector<signed char> want_chars(65536);
    std::vector<unsigned char> want_uchars(65536);
    for (int i = 0; i < 65536; i++) {
        Exact x = exact<T>((unsigned short)i);
        want[i] = encode(x, 23, 8, RN, 0x7fffffff);
        if (x.kind == Exact::NOT_A_NUMBER && (got[i] & 0x7fffffff) > 0x7f800000)
            got[i] = want[i]; // which NaN is not said
        want_chars[i] = integer<signed char>(x, RZ);
        want_uchars[i] = integer<unsigned char>(x, RZ);
    }
    compare(Format<T>::name, "to float", got, want);
    compare(Format<T>::name, "to char", chars.host(), want_chars);
    compare(Format<T>::name, "to uchar", uchars.host(), want_uchars);

    auto values = floating<T, double, uint64_t>();
    int count = (int)values.size();
    Device<double> in(values);
    Device<unsigned short> out(count);
    from_doubles<T><<<(count + 127) / 128, 128>>>(in.get(), (T *)out.get(), count);
    FINISH();
    std::vector<unsigned short> expected(count);
    for (int i = 0; i < count; i++)
        expected[i] = std::isnan(values[i]) ? kept_nan<T>(values[i]) : rounded<T>(of_long_double(values[i]));
    compare(Format<T>::name, "from double", out.host(), expected);
}

int main() {
    test<__half>();
    test<__nv_bfloat16>();
    return verdict();
}
