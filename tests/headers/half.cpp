// 16-bit and 8-bit floating point in a C++ program that g++ compiles: layout, conversions, arithmetic, comparisons.
// run: it exits with 0
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_fp16.hpp>
#include <cuda_fp8.h>
#include <type_traits>

static_assert(sizeof(half) == 2 && alignof(half) == 2 && sizeof(half2) == 4 && alignof(half2) == 4, "half");
static_assert(sizeof(nv_bfloat16) == 2 && sizeof(nv_bfloat162) == 4 && alignof(nv_bfloat162) == 4, "bfloat16");
static_assert(std::is_trivially_copyable<half>::value && std::is_trivially_copyable<half2>::value, "copied as bits");
static_assert(std::is_trivially_default_constructible<half2>::value, "no initial value");
static_assert(std::is_same<nv_half, __half>::value && std::is_same<__nv_half2, half2>::value, "names");
static_assert(sizeof(__nv_fp8_e4m3) == 1 && sizeof(__nv_fp8x4_e5m2) == 4, "8 bits");
static_assert(std::is_convertible<half, float>::value && std::is_convertible<double, half>::value, "implicit");
static_assert(!std::is_convertible<half, nv_bfloat16>::value && !std::is_convertible<float, __nv_fp8_e4m3>::value, "explicit");

static bool is(half a, unsigned short bits) { return __half_as_ushort(a) == bits; }
static bool is(nv_bfloat16 a, unsigned short bits) { return __bfloat16_as_ushort(a) == bits; }

int main() {
    half a = 1.5f, b(-2), c = __float2half(65520.0f);
    bool good = is(a, 0x3e00) && is(b, 0xc000) && is(c, 0x7c00) && is(a + b, 0xb800) && is(a * b / a, 0xc000);
    a += b;
    good = good && is(a++, 0xb800) && is(--a, 0xb800) && is(-a, 0x3800) && !(a < b) && a != b && (float)a == -0.5f;
    good = good && (int)__float2half(2.9f) == 2 && (bool)a && is(__float2half_ru(1.0001f), 0x3c01);
    half2 p(a, b), q = __floats2half2_rn(1, 2);
    q = {};
    p = p * p + q;
    good = good && __low2float(p) == 0.25f && __high2float(p) == 4.0f && __hbgt2(p, q) && p.x > q.x;
    __half_raw raw = a;
    nv_bfloat16 d(a), e = 1e38f;
    good = good && raw.x == 0xb800 && is(d, 0xbf00) && is(e * e, 0x7f80) && is(half(e), 0x7c00) && is(half(d), 0xb800);
    __nv_fp8_e4m3 f(1000.0f), g(a);
    good = good && (float)f == 448.0f && (float)g == -0.5f && g.__x == 0xb0;
    good = good && is(CUDART_ONE_FP16, 0x3c00) && is(CUDART_MAX_NORMAL_BF16, 0x7f7f);
    return good ? 0 : 1;
}
