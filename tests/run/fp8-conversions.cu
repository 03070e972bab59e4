// about: 8-bit floating point from all 16-bit numbers, floats and doubles, and all of its values back, device and host
#include "../common/sixteen_bits.h"
#include <algorithm>
#include <cuda_fp8.h>

// The numbers of a format from 0 up to the largest one: m * 2^e, its oracle.
static std::vector<double> numbers(__nv_fp8_interpretation_t kind) {
    int fraction = kind == __NV_E4M3 ? 3 : 2, bias = kind == __NV_E4M3 ? 7 : 15, count = kind == __NV_E4M3 ? 0x7f : 0x7c;
    std::vector<double> values;
    for (int code = 0; code < count; code++) {
        int e = code >> fraction, m = code & ((1 << fraction) - 1);
        values.push_back(ldexp(e ? m + (1 << fraction) : m, (e ? e : 1) - bias - fraction));
    }
    return values;
}
static int expected(long double x, bool finite, __nv_fp8_interpretation_t kind) {
    static const std::vector<double> tables[] = {numbers(__NV_E4M3), numbers(__NV_E5M2)};
    const std::vector<double> &table = tables[kind];
    if (x != x)
        return -1;
    int sign = std::signbit(x) ? 0x80 : 0, largest = (int)table.size() - 1;
    long double m = fabsl(x), step = table[largest] - table[largest - 1];
    // Half a step above the largest number, a tie goes to the even one of it and what would be next.
    bool above = m > table[largest] + step / 2 || (m == table[largest] + step / 2 && (largest & 1));
    if (above)
        return sign | (finite ? largest : kind == __NV_E4M3 ? 0x7f : 0x7c);
    int high = (int)(std::lower_bound(table.begin(), table.end(), m) - table.begin());
    if (high > largest)
        return sign | largest;
    int low = high ? high - 1 : 0;
    long double down = m - table[low], up = table[high] - m;
    return sign | (up < down || (up == down && !(high & 1)) ? high : low);
}

// Code of a result: every NaN of 8 bits is one.
static int canonical(int code, __nv_fp8_interpretation_t kind) {
    return (code & 0x7f) > (kind == __NV_E4M3 ? 0x7e : 0x7c) ? -1 : code;
}

__host__ __device__ unsigned char narrow(__half x, __nv_saturation_t s, __nv_fp8_interpretation_t k) {
    return __nv_cvt_halfraw_to_fp8(x, s, k);
}
__host__ __device__ unsigned char narrow(__nv_bfloat16 x, __nv_saturation_t s, __nv_fp8_interpretation_t k) {
    return __nv_cvt_bfloat16raw_to_fp8(x, s, k);
}
__host__ __device__ unsigned char narrow(float x, __nv_saturation_t s, __nv_fp8_interpretation_t k) {
    return __nv_cvt_float_to_fp8(x, s, k);
}
__host__ __device__ unsigned char narrow(double x, __nv_saturation_t s, __nv_fp8_interpretation_t k) {
    return __nv_cvt_double_to_fp8(x, s, k);
}

template <class V> __global__ void convert(const V *in, unsigned char *out, int count, __nv_saturation_t s,
    __nv_fp8_interpretation_t k) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < count)
        out[i] = narrow(in[i], s, k);
}

static long double wide(__half x) { return to_long_double(exact<__half>(__half_as_ushort(x))); }
static long double wide(__nv_bfloat16 x) { return to_long_double(exact<__nv_bfloat16>(__bfloat16_as_ushort(x))); }
static long double wide(double x) { return x; }

template <class V> void test(const char *name, const std::vector<V> &values) {
    int count = (int)values.size();
    Device<V> in(values);
    Device<unsigned char> out(count);
    for (auto kind : {__NV_E4M3, __NV_E5M2})
        for (auto saturate : {__NV_NOSAT, __NV_SATFINITE}) {
            convert<V><<<(count + 127) / 128, 128>>>(in.get(), out.get(), count, saturate, kind);
            FINISH();
            auto codes = out.host();
            std::vector<int> got(count), host(count), want(count);
            for (int i = 0; i < count; i++) {
                got[i] = canonical(codes[i], kind);
                host[i] = canonical(narrow(values[i], saturate, kind), kind);
                want[i] = canonical(expected(wide(values[i]), saturate == __NV_SATFINITE, kind), kind);
            }
            char text[64];
            snprintf(text, sizeof text, "from %s%s", name, saturate == __NV_SATFINITE ? ", finite" : "");
            compare(kind == __NV_E4M3 ? "e4m3" : "e5m2", text, got, want);
            compare(kind == __NV_E4M3 ? "e4m3" : "e5m2", "the same on the host", host, want);
        }
}

// Both sides of every number and of every midpoint, and random ones.
template <class V> std::vector<V> floating() {
    std::vector<V> values = {(V)INFINITY, -(V)INFINITY, (V)NAN, 0, -(V)0, std::numeric_limits<V>::max(), std::numeric_limits<V>::denorm_min()};
    for (auto kind : {__NV_E4M3, __NV_E5M2}) {
        auto table = numbers(kind);
        table.push_back(2 * table.back() - table[table.size() - 2]);
        for (size_t i = 0; i + 1 < table.size(); i++)
            for (V v : {(V)table[i], (V)((table[i] + table[i + 1]) / 2)})
                for (V near : {std::nextafter(v, (V)-1e6), v, std::nextafter(v, (V)1e6)}) {
                    values.push_back(near);
                    values.push_back(-near);
                }
    }
    Random random(3);
    for (int i = 0; i < 20000; i++) {
        int exponent = random.between(-20, 18);
        values.push_back((V)ldexp(random.unit() - 0.5, exponent));
    }
    return values;
}
template <class T> std::vector<T> all() {
    std::vector<T> values;
    for (unsigned i = 0; i < 65536; i++)
        values.push_back(Format<T>::of((unsigned short)i));
    return values;
}

// Back: through the types, in ones, twos and fours, to integers and bool.
template <class F8, class F8x2, class F8x4> __global__ void back(float *out, int *integers) {
    int i = threadIdx.x;
    F8 x;
    x.__x = (unsigned char)i;
    F8x2 two;
    two.__x = (unsigned short)(i * 0x0101 ^ 0x8000);
    F8x4 four;
    four.__x = (unsigned)i * 0x01010101u ^ 0x80000000u;
    float2 pair = (float2)two;
    float4 quad = (float4)four;
    float *row = out + i * 10;
    row[0] = (float)x, row[1] = __half2float((__half)x), row[2] = __bfloat162float((__nv_bfloat16)x);
    row[3] = (float)(double)x, row[4] = pair.x, row[5] = -pair.y;
    row[6] = quad.x, row[7] = quad.y, row[8] = quad.z, row[9] = -quad.w;
    integers[i * 4] = (int)x, integers[i * 4 + 1] = (bool)x;
    integers[i * 4 + 2] = F8((float)x).__x == F8((int)(float)x).__x, integers[i * 4 + 3] = F8x2(pair).__x == two.__x;
}
template <class F8, class F8x2, class F8x4> void test_back(const char *name, __nv_fp8_interpretation_t kind) {
    auto table = numbers(kind);
    Device<float> out(2560);
    Device<int> integers(1024);
    back<F8, F8x2, F8x4><<<1, 256>>>(out.get(), integers.get());
    FINISH();
    std::vector<float> got = out.host();
    std::vector<int> rows(2560), want(2560), got_integers = integers.host(), want_integers(1024);
    for (int i = 0; i < 256; i++) {
        unsigned m = i & 0x7f;
        bool invalid = canonical(i, kind) < 0;
        float x = m < table.size() ? (float)table[m] : invalid ? NAN : INFINITY;
        x = i & 0x80 ? -x : x;
        for (int k = 0; k < 10; k++) {
            float v = got[i * 10 + k];
            memcpy(&rows[i * 10 + k], &v, 4);
            memcpy(&want[i * 10 + k], &x, 4);
            if (invalid && v != v)
                rows[i * 10 + k] = want[i * 10 + k];
        }
        int whole = invalid ? 0 : std::isinf(x) ? x > 0 ? 2147483647 : -2147483647 - 1 : (int)x;
        want_integers[i * 4] = whole, want_integers[i * 4 + 1] = m != 0;
        // A number that is an integer is the same from an int (but -0), and a pair that is finite comes back.
        got_integers[i * 4 + 2] |= x != whole || i == 0x80 || invalid;
        got_integers[i * 4 + 3] |= invalid || std::isinf(x);
        want_integers[i * 4 + 2] = want_integers[i * 4 + 3] = 1;
    }
    compare(name, "to floating point", rows, want);
    compare(name, "to integers and back", got_integers, want_integers);
    static_assert(sizeof(F8) == 1 && sizeof(F8x2) == 2 && sizeof(F8x4) == 4 && alignof(F8x4) == 4, "sizes");
}

int main() {
    test("half", all<__half>());
    test("bfloat16", all<__nv_bfloat16>());
    test("float", floating<float>());
    test("double", floating<double>());
    test_back<__nv_fp8_e4m3, __nv_fp8x2_e4m3, __nv_fp8x4_e4m3>("e4m3", __NV_E4M3);
    test_back<__nv_fp8_e5m2, __nv_fp8x2_e5m2, __nv_fp8x4_e5m2>("e5m2", __NV_E5M2);
    return verdict();
}
