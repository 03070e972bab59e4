// Conversions between number types in all rounding modes: the CUDA Math API's "Type Casting Intrinsics".
//
// Out-of-range values saturate. NaN becomes 0 when a float becomes a 32-bit integer, otherwise the value with only
// the top bit set (PTX ISA, `cvt`).
#include "round.h"

HELPER int f32_to_i32(float r) {
  return r >= 0x1p31f ? 0x7fffffff : r >= -0x1p31f ? (int)r : isnan32(r) ? 0 : (int)0x80000000;
}
HELPER u32 f32_to_u32(float r) { return r >= 0x1p32f ? 0xffffffff : r > 0 ? (u32)r : 0; }
HELPER i64 f32_to_i64(float r) {
  return r >= 0x1p63f ? 0x7fffffffffffffffll : r >= -0x1p63f ? (i64)r : (i64)0x8000000000000000ull;
}
HELPER u64 f32_to_u64(float r) {
  return r >= 0x1p64f ? ~0ull : r > 0 ? (u64)r : isnan32(r) ? 0x8000000000000000ull : 0;
}
HELPER int f64_to_i32(double r) { return r >= 0x1p31 ? 0x7fffffff : r >= -0x1p31 ? (int)r : (int)0x80000000; }
HELPER u32 f64_to_u32(double r) { return r >= 0x1p32 ? 0xffffffff : r > 0 ? (u32)r : isnan64(r) ? 0x80000000 : 0; }
HELPER i64 f64_to_i64(double r) {
  return r >= 0x1p63 ? 0x7fffffffffffffffll : r >= -0x1p63 ? (i64)r : (i64)0x8000000000000000ull;
}
HELPER u64 f64_to_u64(double r) {
  return r >= 0x1p64 ? ~0ull : r > 0 ? (u64)r : isnan64(r) ? 0x8000000000000000ull : 0;
}

TINY int __nv_float2int_rn(float a) { return f32_to_i32(__builtin_rintf(a)); }
TINY int __nv_float2int_rz(float a) { return f32_to_i32(__builtin_truncf(a)); }
TINY int __nv_float2int_ru(float a) { return f32_to_i32(__builtin_ceilf(a)); }
TINY int __nv_float2int_rd(float a) { return f32_to_i32(__builtin_floorf(a)); }
TINY u32 __nv_float2uint_rn(float a) { return f32_to_u32(__builtin_rintf(a)); }
TINY u32 __nv_float2uint_rz(float a) { return f32_to_u32(__builtin_truncf(a)); }
TINY u32 __nv_float2uint_ru(float a) { return f32_to_u32(__builtin_ceilf(a)); }
TINY u32 __nv_float2uint_rd(float a) { return f32_to_u32(__builtin_floorf(a)); }
TINY long long __nv_float2ll_rn(float a) { return f32_to_i64(__builtin_rintf(a)); }
TINY long long __nv_float2ll_rz(float a) { return f32_to_i64(__builtin_truncf(a)); }
TINY long long __nv_float2ll_ru(float a) { return f32_to_i64(__builtin_ceilf(a)); }
TINY long long __nv_float2ll_rd(float a) { return f32_to_i64(__builtin_floorf(a)); }
TINY u64 __nv_float2ull_rn(float a) { return f32_to_u64(__builtin_rintf(a)); }
TINY u64 __nv_float2ull_rz(float a) { return f32_to_u64(__builtin_truncf(a)); }
TINY u64 __nv_float2ull_ru(float a) { return f32_to_u64(__builtin_ceilf(a)); }
TINY u64 __nv_float2ull_rd(float a) { return f32_to_u64(__builtin_floorf(a)); }
TINY int __nv_double2int_rn(double a) { return f64_to_i32(__builtin_rint(a)); }
TINY int __nv_double2int_rz(double a) { return f64_to_i32(__builtin_trunc(a)); }
TINY int __nv_double2int_ru(double a) { return f64_to_i32(__builtin_ceil(a)); }
TINY int __nv_double2int_rd(double a) { return f64_to_i32(__builtin_floor(a)); }
TINY u32 __nv_double2uint_rn(double a) { return f64_to_u32(__builtin_rint(a)); }
TINY u32 __nv_double2uint_rz(double a) { return f64_to_u32(__builtin_trunc(a)); }
TINY u32 __nv_double2uint_ru(double a) { return f64_to_u32(__builtin_ceil(a)); }
TINY u32 __nv_double2uint_rd(double a) { return f64_to_u32(__builtin_floor(a)); }
TINY long long __nv_double2ll_rn(double a) { return f64_to_i64(__builtin_rint(a)); }
TINY long long __nv_double2ll_rz(double a) { return f64_to_i64(__builtin_trunc(a)); }
TINY long long __nv_double2ll_ru(double a) { return f64_to_i64(__builtin_ceil(a)); }
TINY long long __nv_double2ll_rd(double a) { return f64_to_i64(__builtin_floor(a)); }
TINY u64 __nv_double2ull_rn(double a) { return f64_to_u64(__builtin_rint(a)); }
TINY u64 __nv_double2ull_rz(double a) { return f64_to_u64(__builtin_trunc(a)); }
TINY u64 __nv_double2ull_ru(double a) { return f64_to_u64(__builtin_ceil(a)); }
TINY u64 __nv_double2ull_rd(double a) { return f64_to_u64(__builtin_floor(a)); }

TINY float __nv_double2float_rn(double a) { return (float)a; }
PURE float __nv_double2float_rz(double a) { return narrow(a, RZ); }
PURE float __nv_double2float_ru(double a) { return narrow(a, RU); }
PURE float __nv_double2float_rd(double a) { return narrow(a, RD); }

TINY double __nv_int2double_rn(int a) { return (double)a; }
TINY double __nv_uint2double_rn(u32 a) { return (double)a; }
TINY float __nv_int2float_rn(int a) { return (float)a; }
TINY float __nv_uint2float_rn(u32 a) { return (float)a; }
PURE float __nv_int2float_rz(int a) { return narrow((double)a, RZ); }
PURE float __nv_int2float_ru(int a) { return narrow((double)a, RU); }
PURE float __nv_int2float_rd(int a) { return narrow((double)a, RD); }
PURE float __nv_uint2float_rz(u32 a) { return narrow((double)a, RZ); }
PURE float __nv_uint2float_ru(u32 a) { return narrow((double)a, RU); }
PURE float __nv_uint2float_rd(u32 a) { return narrow((double)a, RD); }

// A 64-bit integer as hi + lo: both halves convert exactly, the sum rounds once and leaves its exact error.
HELPER dd i64_to_dd(i64 a) { return fast_two_sum((double)(int)(a >> 32) * 0x1p32, (double)(u32)a); }
HELPER dd u64_to_dd(u64 a) { return fast_two_sum((double)(u32)(a >> 32) * 0x1p32, (double)(u32)a); }

HELPER double dd_to_f64(dd x, enum mode m) { return adjust64(x.hi, x.lo, m); }
HELPER float dd_to_f32(dd x, enum mode m) { return narrow(to_odd(x.hi, x.lo), m); }

PURE double __nv_ll2double_rn(long long a) { return dd_to_f64(i64_to_dd(a), RN); }
PURE double __nv_ll2double_rz(long long a) { return dd_to_f64(i64_to_dd(a), RZ); }
PURE double __nv_ll2double_ru(long long a) { return dd_to_f64(i64_to_dd(a), RU); }
PURE double __nv_ll2double_rd(long long a) { return dd_to_f64(i64_to_dd(a), RD); }
PURE float __nv_ll2float_rn(long long a) { return dd_to_f32(i64_to_dd(a), RN); }
PURE float __nv_ll2float_rz(long long a) { return dd_to_f32(i64_to_dd(a), RZ); }
PURE float __nv_ll2float_ru(long long a) { return dd_to_f32(i64_to_dd(a), RU); }
PURE float __nv_ll2float_rd(long long a) { return dd_to_f32(i64_to_dd(a), RD); }
PURE double __nv_ull2double_rn(u64 a) { return dd_to_f64(u64_to_dd(a), RN); }
PURE double __nv_ull2double_rz(u64 a) { return dd_to_f64(u64_to_dd(a), RZ); }
PURE double __nv_ull2double_ru(u64 a) { return dd_to_f64(u64_to_dd(a), RU); }
PURE double __nv_ull2double_rd(u64 a) { return dd_to_f64(u64_to_dd(a), RD); }
PURE float __nv_ull2float_rn(u64 a) { return dd_to_f32(u64_to_dd(a), RN); }
PURE float __nv_ull2float_rz(u64 a) { return dd_to_f32(u64_to_dd(a), RZ); }
PURE float __nv_ull2float_ru(u64 a) { return dd_to_f32(u64_to_dd(a), RU); }
PURE float __nv_ull2float_rd(u64 a) { return dd_to_f32(u64_to_dd(a), RD); }

// binary16. The exponent is rebiased by a multiplication, which also normalises subnormals.
PURE float __nv_half2float(unsigned short h) {
  u32 magnitude = (u32)(h & 0x7fff) << 13;
  u32 finite = as_u32(as_f32(magnitude) * 0x1p112f);
  u32 special = magnitude | 0x7f800000;
  return as_f32((magnitude >= 0x0f800000 ? special : finite) | (u32)(h & 0x8000) << 16);
}

// To nearest even; NaN becomes 0x7fff. Below 2^-14 adding 1/2 aligns the subnormal's last bit with the float's.
PURE unsigned short __nv_float2half_rn(float a) {
  u32 bits = as_u32(a), magnitude = bits & 0x7fffffff;
  u32 normal = (magnitude - 0x38000000 + 0xfff + (magnitude >> 13 & 1)) >> 13;
  u32 subnormal = as_u32(as_f32(magnitude) + 0.5f) - as_u32(0.5f);
  u32 r = magnitude < 0x38800000 ? subnormal : normal;
  r = magnitude >= 0x477ff000 ? 0x7c00 : r;
  r |= bits >> 16 & 0x8000;
  return (unsigned short)(magnitude > 0x7f800000 ? 0x7fff : r);
}
