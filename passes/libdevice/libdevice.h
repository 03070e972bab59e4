// Common ground of the device math library: exact signatures, bit casts and the attributes of every entry point.
//
// The signatures come from clang's own `__clang_cuda_libdevice_declares.h`, so a definition that differs from what
// clang's CUDA headers call does not compile. The sources use nothing but IEEE basic operations, integer operations
// and the intrinsics listed in `passes/tests/libdevice.rs`; they are compiled with `-ffp-contract=off` for every target.
#ifndef ANYWARP_LIBDEVICE_H
#define ANYWARP_LIBDEVICE_H

#define __DEVICE__
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wincompatible-library-redeclaration"
#include <__clang_cuda_libdevice_declares.h>
#pragma clang diagnostic pop

// Exactly rounded fused multiply-add in software; calls of `llvm.fma` are lowered to these where no hardware has it.
float __anywarp_fma_f32(float a, float b, float c);
double __anywarp_fma_f64(double a, double b, double c);

typedef int i32;
typedef unsigned int u32;
typedef long long i64;
typedef unsigned long long u64;

// An entry point that reads no memory; and one that is so small that a call would cost more than its body.
#define PURE __attribute__((const, nothrow))
#define TINY __attribute__((const, nothrow, always_inline))
// A helper inside one file.
#define HELPER static inline __attribute__((always_inline, unused))
#define LIKELY(c) __builtin_expect(!!(c), 1)
#define UNLIKELY(c) __builtin_expect(!!(c), 0)

#define INF64 __builtin_inf()
#define INF32 __builtin_inff()
// The NaN that CUDA's functions return: positive and quiet (CUDA C++ Programming Guide, "Floating-Point Standard").
#define NAN64 __builtin_nan("")
#define NAN32 as_f32(0x7fffffffu)

HELPER u32 as_u32(float x) { return __builtin_bit_cast(u32, x); }
HELPER float as_f32(u32 x) { return __builtin_bit_cast(float, x); }
HELPER u64 as_u64(double x) { return __builtin_bit_cast(u64, x); }
HELPER double as_f64(u64 x) { return __builtin_bit_cast(double, x); }

HELPER double fabs64(double x) { return __builtin_fabs(x); }
HELPER float fabs32(float x) { return __builtin_fabsf(x); }
HELPER double sign64(double x, double y) { return __builtin_copysign(x, y); }
HELPER float sign32(float x, float y) { return __builtin_copysignf(x, y); }
HELPER int isnan64(double x) { return x != x; }
HELPER int isnan32(float x) { return x != x; }
HELPER int isinf64(double x) { return fabs64(x) == INF64; }
HELPER int isinf32(float x) { return fabs32(x) == INF32; }
HELPER int finite64(double x) { return fabs64(x) < INF64; }

// 2^k as a double for -1022 <= k <= 1023.
HELPER double pow2i(i64 k) { return as_f64((u64)(k + 1023) << 52); }

// The upper half of a 64 x 64 bit product from 32-bit halves. The carries are computed in 32 bits because LLVM turns
// the textbook forms into a 128-bit product, which is a library call on 32-bit targets.
HELPER u64 mulhi_u64(u64 a, u64 b) {
  u64 al = (u32)a, ah = a >> 32, bl = (u32)b, bh = b >> 32;
  u64 x = ah * bl, y = al * bh;
  u32 s = (u32)x + (u32)(al * bl >> 32), t = s + (u32)y;
  return ah * bh + (x >> 32) + (y >> 32) + (s < (u32)x) + (t < s);
}

// Clamps without libm's NaN rules: a NaN `x` comes back as `lo`.
HELPER double clamp64(double x, double lo, double hi) {
  x = x > lo ? x : lo;
  return x < hi ? x : hi;
}

// Rounds |t| < 2^51 to the nearest integer and returns it both ways; vectorises because it is one addition.
#define ROUND_MAGIC 0x1.8p52
HELPER double round_int(double t, i64 *k) {
  double shifted = t + ROUND_MAGIC;
  *k = (i64)(as_u64(shifted) - as_u64(ROUND_MAGIC));
  return shifted - ROUND_MAGIC;
}

// The exact integer-to-double conversion for |k| < 2^51, as vector-friendly bit arithmetic.
HELPER double small_int_to_f64(i64 k) { return as_f64((u64)k + as_u64(ROUND_MAGIC)) - ROUND_MAGIC; }

#endif
