// Single-precision functions for GPUs, where doubles are slow and a fused multiply-add and a rough reciprocal square
// root are single instructions. What a device does natively is asked by specialisation constants, which its driver
// folds; where it does not, the functions of the library proper run.
//
// Errors, measured over all arguments against binary64 functions with a fused multiply-add of the CPU: expf and logf at
// most 1 ulp. Division and square root are rounded correctly (Markstein, "Computation of elementary functions on the IBM
// RISC System/6000 processor", 1990): none of 2^24 roots and 2 * 10^8 quotients differed when what they start with was off
// by up to 2 ulp at random, Vulkan's bounds being 2 ulp for InverseSqrt and 2.5 ulp for OpFDiv.
#include "../libdevice.h"

// Ids of `anywarp_artifact::spirv::specialize`.
enum { FUSED = 4, EXACT_DIVISION = 5, TOTAL_INVERSE_ROOT = 7, EXACT_POWERS = 10, EXACT_ROOT = 11, FLUSHING_FUSED = 12,
       CLOSE_INVERSE_ROOT = 14 };

// Markers of `spirv/dialect.rs`.
#define MARKER(name) __asm__(name) __attribute__((const, nothrow))
u32 special(u32 id) MARKER("spv.special");
float fma32(float a, float b, float c) MARKER("spv.fma.f32");
float rough_quotient(float a, float b) MARKER("spv.quotient.f32");
float rough_rsqrt(float a) MARKER("spv.rsqrt.f32");
float rough_exp2(float a) MARKER("spv.exp2.f32");
float smaller(float a, float b) MARKER("spv.min.f32");
float saturate(float a) MARKER("spv.saturate.f32");

// 2 ulp, which is what Vulkan demands of InverseSqrt for positive normal numbers.
PURE float __anywarp_gpu_rsqrtf(float a) {
  if (special(EXACT_ROOT)) return __nv_rsqrtf(a);
  int tiny = a < 0x1p-126f;
  float r = rough_rsqrt(tiny ? a * 0x1p24f : a);
  r = tiny ? r * 0x1p12f : r;
  if (special(TOTAL_INVERSE_ROOT)) return r;
  r = a == 0 ? sign32(INF32, a) : r;
  r = a == INF32 ? 0.0f : r;
  return a < 0 ? NAN32 : isnan32(a) ? a : r;
}

// exp(a) = 2^j * 2^f with 0 <= f <= 1 while 2^j is a normal number; beyond, f is what is left, and 2^f overflows or
// vanishes. Adding 1.5 * 2^23 rounds, and leaves the exponent's field of 2^j in the lower bits. 1.94 ulp on an H200, as
// CUDA's own there.
HELPER float exp_by_power(float a) {
#pragma clang fp contract(fast)
  float t = fma32(saturate(fma32(a, 0x1.715476p0f / 252, 0.5f - 0.5f / 252)), 252.0f, 0x1.800002p23f);
  float f = fma32(a, 0x1.4ae0c0p-26f, fma32(a, 0x1.715476p0f, 0x1.8000fep23f - t));
  return rough_exp2(f) * as_f32(as_u32(t) << 23);
}

// exp(a) = 2^j * (1 + f + f^2 q(f)) with |f| <= ln(2)/2; two factors make 2^j, which may be no normal number.
PURE float __anywarp_gpu_expf(float a) {
  if (!special(FUSED)) return __nv_expf(a);
  if (special(EXACT_POWERS)) return exp_by_power(a);
  float t = fma32(a, 0x1.715476p0f, 0x1.8p23f), j = t - 0x1.8p23f;
  float f = fma32(j, -0x1.62e400p-1f, a);
  f = fma32(j, -0x1.7f7d1cp-20f, f);
  float q = 0x1.6caf06p-10f;
  q = fma32(q, f, 0x1.120c3cp-7f);
  q = fma32(q, f, 0x1.555568p-5f);
  q = fma32(q, f, 0x1.5554dcp-3f);
  q = fma32(q, f, 0x1p-1f);
  q = fma32(q, f, 1.0f);
  q = fma32(q, f, 1.0f);
  i32 i = (i32)(as_u32(t) - as_u32(0x1.8p23f));
  u32 upper = i > 0 ? 0 : 0x83000000u;
  float r = q * as_f32(0x7f000000u + upper) * as_f32(((u32)i << 23) - upper); // a NaN stays one
  return fabs32(a) > 104.0f ? (a > 0 ? INF32 : 0.0f) : r;
}

// a = 2^k * (1 + r) with 1 + r in [2/3, 4/3): log(a) = k ln(2) + r + r^2 (-1/2 + r q(r)).
PURE float __anywarp_gpu_logf(float a) {
  if (!special(FUSED)) return __nv_logf(a);
  int tiny = a < 0x1p-126f;
  u32 bits = as_u32(tiny ? a * 0x1p24f : a);
  u32 e = (bits - 0x3f2aaaabu) & 0xff800000u;
  float r = as_f32(bits - e) - 1.0f;
  float k = fma32((float)(i32)e, 0x1p-23f, tiny ? -24.0f : 0.0f);
  float q = 0x1.ea92cap-4f;
  q = fma32(q, r, -0x1.fd1b86p-4f);
  q = fma32(q, r, 0x1.b92aa6p-4f);
  q = fma32(q, r, -0x1.f74aaap-4f);
  q = fma32(q, r, 0x1.24e842p-3f);
  q = fma32(q, r, -0x1.55788ep-3f);
  q = fma32(q, r, 0x1.999816p-3f);
  q = fma32(q, r, -0x1.ffffb4p-3f);
  q = fma32(q, r, 0x1.555556p-2f);
  q = fma32(q, r, -0.5f);
  float sum = fma32(k, 0x1.62e430p-1f, fma32(r * r, q, r));
  // Not by comparisons of floats, in which a device may take subnormal numbers for zeros. Negative numbers and NaNs are
  // large unsigned ones.
  float other = as_u32(a) == 0x7f800000u ? a : NAN32;
  sum = as_u32(a) < 0x7f800000u ? sum : other;
  return as_u32(a) << 1 == 0 ? -INF32 : sum;
}

// Exponents at most 60 from 1: neither quotient nor residual leaves the normal numbers.
HELPER int is_moderate(float x) { return fabs32(x) > 0x1p-60f && fabs32(x) < 0x1p60f; }

// `a / b` itself is rounded correctly too, at the price of a division of doubles.
PURE float __anywarp_gpu_divide(float a, float b) {
  if (special(FUSED) && !special(EXACT_DIVISION) && LIKELY(is_moderate(a) & is_moderate(b))) {
    float y = rough_quotient(1.0f, b);
    y = fma32(fma32(-b, y, 1.0f), y, y);
    float q = a * y;
    q = fma32(fma32(-b, q, a), y, q);
    return fma32(fma32(-b, q, a), y, q);
  }
  return a / b;
}

// A tiny argument is scaled, so that the residual is a normal number; the root of a normal number is one.
PURE float __anywarp_gpu_root(float a) {
  if (!special(FUSED) || special(EXACT_ROOT)) return __builtin_sqrtf(a);
  int tiny = a < 0x1p-96f;
  float x = tiny ? a * 0x1p64f : a;
  float y = rough_rsqrt(x), g = x * y, h = 0.5f * y;
  if (!special(CLOSE_INVERSE_ROOT)) {
    float e = fma32(-h, g, 0.5f);
    g = fma32(g, e, g);
    h = fma32(h, e, h);
  }
  float r = fma32(fma32(-g, g, x), h, g);
  r = tiny ? r * 0x1p-32f : r;
  return a == 0 || a == INF32 ? a : r;
}

// True if a device that flushes may have lost something: an operand or the result. Any operand decides how a tie rounds.
HELPER int may_flush(float a, float b, float c, float r) {
  float least = smaller(smaller(fabs32(a), fabs32(b)), smaller(fabs32(c), fabs32(r)));
  return least < 0x1p-126f;
}

PURE float __anywarp_gpu_fmaf(float a, float b, float c) {
  if (!special(FUSED)) return __anywarp_fma_f32(a, b, c);
  float r = fma32(a, b, c);
  if (special(FLUSHING_FUSED) && UNLIKELY(may_flush(a, b, c, r))) {
    if ((a == 0) | (b == 0)) return a * b + c;
    if (c == 0) return a * b; // a product that underflows keeps its sign, which + 0 would lose
    return __anywarp_fma_f32(a, b, c);
  }
  return r;
}
