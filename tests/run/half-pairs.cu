// about: functions of __half2 and __nv_bfloat162 do to each half what those of one number do; moves between halves
#include "../common/sixteen_bits.h"

__device__ __half2 join(__half a, __half b) { return __halves2half2(a, b); }
__device__ __nv_bfloat162 join(__nv_bfloat16 a, __nv_bfloat16 b) { return __halves2bfloat162(a, b); }
__device__ float wide(__half a) { return __half2float(a); }
__device__ float wide(__nv_bfloat16 a) { return __bfloat162float(a); }

template <class T> __device__ bool same(typename Format<T>::Pair p, T x, T y) {
    return Format<T>::bits(p.x) == Format<T>::bits(x) && Format<T>::bits(p.y) == Format<T>::bits(y);
}

// Bit k of the result is set where check k fails.
template <class T> __device__ unsigned long long check(T a, T b, T c, T d) {
    typedef typename Format<T>::Pair Pair;
    const T one = Format<T>::of(Format<T>::fraction == 10 ? 0x3c00 : 0x3f80), zero = Format<T>::of(0);
    const Pair p = join(a, b), q = join(c, d), s = join(d, a);
    unsigned long long failed = 0, bit = 1;
    auto is = [&](bool good) {
        failed |= good ? 0 : bit;
        bit <<= 1;
    };
#define BINARY(pair, single) is(same<T>(pair(p, q), single(a, c), single(b, d)));
    BINARY(__hadd2, __hadd) BINARY(__hsub2, __hsub) BINARY(__hmul2, __hmul) BINARY(__h2div, __hdiv)
    BINARY(__hadd2_rn, __hadd) BINARY(__hsub2_rn, __hsub) BINARY(__hmul2_rn, __hmul)
    BINARY(__hadd2_sat, __hadd_sat) BINARY(__hsub2_sat, __hsub_sat) BINARY(__hmul2_sat, __hmul_sat)
    BINARY(__hmax2, __hmax) BINARY(__hmin2, __hmin) BINARY(__hmax2_nan, __hmax_nan) BINARY(__hmin2_nan, __hmin_nan)
    is(same<T>(__hfma2(p, q, s), __hfma(a, c, d), __hfma(b, d, a)));
    is(same<T>(__hfma2_sat(p, q, s), __hfma_sat(a, c, d), __hfma_sat(b, d, a)));
    is(same<T>(__hfma2_relu(p, q, s), __hfma_relu(a, c, d), __hfma_relu(b, d, a)));
    is(same<T>(__hcmadd(p, q, s), __hfma(__hneg(b), d, __hfma(a, c, d)), __hfma(b, c, __hfma(a, d, a))));
    is(same<T>(__habs2(p), __habs(a), __habs(b)));
    is(same<T>(__hneg2(p), __hneg(a), __hneg(b)));
    is(same<T>(__hisnan2(p), __hisnan(a) ? one : zero, __hisnan(b) ? one : zero));
#define COMPARE(name) \
    is(same<T>(__h##name##2(p, q), __h##name(a, c) ? one : zero, __h##name(b, d) ? one : zero) \
        && __hb##name##2(p, q) == (__h##name(a, c) && __h##name(b, d)) \
        && __h##name##2_mask(p, q) == ((__h##name(a, c) ? 0xffff : 0) | (__h##name(b, d) ? 0xffff0000 : 0)));
    COMPARE(eq) COMPARE(ne) COMPARE(lt) COMPARE(le) COMPARE(gt) COMPARE(ge)
    COMPARE(equ) COMPARE(neu) COMPARE(ltu) COMPARE(leu) COMPARE(gtu) COMPARE(geu)
    is(same<T>(p + q, a + c, b + d) && same<T>(p - q, a - c, b - d) && same<T>(p * q, a * c, b * d)
        && same<T>(p / q, a / c, b / d) && same<T>(-p, -a, -b) && same<T>(+p, a, b));
    is((p == q) == (a == c && b == d) && (p != q) == (a != c && b != d) && (p < q) == (a < c && b < d)
        && (p <= q) == (a <= c && b <= d) && (p > q) == (a > c && b > d) && (p >= q) == (a >= c && b >= d));
    Pair v = p;
    T x = a, y = b;
    v += q, v -= s, v *= q, v /= s, ++v, v--;
    x += c, x -= d, x *= c, x /= d, ++x, x--;
    y += d, y -= a, y *= d, y /= a, ++y, y--;
    is(same<T>(v, x, y));
    is(same<T>(__lowhigh2highlow(p), b, a));
    float low = __low2float(p), high = __high2float(p);
    is(__float_as_uint(low) == __float_as_uint(wide(a)) && __float_as_uint(high) == __float_as_uint(wide(b)));
    return failed;
}

__device__ bool moves(__half a, __half b, __half c, __half d) {
    const __half2 p = __halves2half2(a, b), q = make_half2(c, d);
    float2 wide = __half22float2(p);
    return same<__half>(__lows2half2(p, q), a, c) && same<__half>(__highs2half2(p, q), b, d)
        && same<__half>(__low2half2(p), a, a) && same<__half>(__high2half2(p), b, b) && same<__half>(__half2half2(a), a, a)
        && __half_as_short(__low2half(p)) == __half_as_short(a) && __half_as_ushort(__high2half(p)) == __half_as_ushort(b)
        && (__hisnan(a) || __hisnan(b) || same<__half>(__float22half2_rn(wide), a, b))
        && same<__half>(__floats2half2_rn(1.5f, -2), __float2half(1.5f), __float2half(-2))
        && same<__half>(__float2half2_rn(3), __float2half(3), __float2half(3))
        && __half_as_short(__short_as_half(__half_as_short(a))) == __half_as_short(a);
}
__device__ bool moves(__nv_bfloat16 a, __nv_bfloat16 b, __nv_bfloat16 c, __nv_bfloat16 d) {
    typedef __nv_bfloat16 T;
    const __nv_bfloat162 p = __halves2bfloat162(a, b), q = make_bfloat162(c, d);
    float2 wide = __bfloat1622float2(p);
    return same<T>(__lows2bfloat162(p, q), a, c) && same<T>(__highs2bfloat162(p, q), b, d)
        && same<T>(__low2bfloat162(p), a, a) && same<T>(__high2bfloat162(p), b, b) && same<T>(__bfloat162bfloat162(a), a, a)
        && __bfloat16_as_short(__low2bfloat16(p)) == __bfloat16_as_short(a)
        && __bfloat16_as_ushort(__high2bfloat16(p)) == __bfloat16_as_ushort(b)
        && (__hisnan(a) || __hisnan(b) || same<T>(__float22bfloat162_rn(wide), a, b))
        && same<T>(__floats2bfloat162_rn(1.5f, -2), __float2bfloat16(1.5f), __float2bfloat16(-2))
        && same<T>(__float2bfloat162_rn(3), __float2bfloat16(3), __float2bfloat16(3))
        && __bfloat16_as_short(__short_as_bfloat16(__bfloat16_as_short(a))) == __bfloat16_as_short(a);
}

template <class T> __global__ void run(const T *a, const T *b, const T *c, const T *d, unsigned long long *failed, int count) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < count)
        failed[i] = check(a[i], b[i], c[i], d[i]) | (moves(a[i], b[i], c[i], d[i]) ? 0 : 1ull << 63);
}

template <class T> void test() {
    const int count = 1 << 16;
    auto a = operands<T>(count, 1), b = operands<T>(count, 2), c = operands<T>(count, 3, &a), d = operands<T>(count, 4, &b);
    Device<unsigned short> da(a), db(b), dc(c), dd(d);
    Device<unsigned long long> failed(count);
    run<T><<<count / 64, 64>>>((T *)da.get(), (T *)db.get(), (T *)dc.get(), (T *)dd.get(), failed.get(), count);
    FINISH();
    compare(Format<T>::name, "pairs", failed.host(), std::vector<unsigned long long>(count));
    static_assert(sizeof(T) == 2 && alignof(T) == 2, "a number");
    static_assert(sizeof(typename Format<T>::Pair) == 4 && alignof(typename Format<T>::Pair) == 4, "a pair");
}

int main() {
    test<__half>();
    test<__nv_bfloat16>();
    return verdict();
}
