// Integer functions and bit reinterpretations: the CUDA Math API's "Integer Intrinsics" and "Type Casting Intrinsics".
#include "libdevice.h"

TINY int __nv_abs(int a) { return a < 0 ? (int)(0u - (u32)a) : a; }
TINY long long __nv_llabs(long long a) { return a < 0 ? (i64)(0ull - (u64)a) : a; }
TINY int __nv_min(int a, int b) { return a < b ? a : b; }
TINY int __nv_max(int a, int b) { return a > b ? a : b; }
TINY u32 __nv_umin(u32 a, u32 b) { return a < b ? a : b; }
TINY u32 __nv_umax(u32 a, u32 b) { return a > b ? a : b; }
TINY long long __nv_llmin(long long a, long long b) { return a < b ? a : b; }
TINY long long __nv_llmax(long long a, long long b) { return a > b ? a : b; }
TINY u64 __nv_ullmin(u64 a, u64 b) { return a < b ? a : b; }
TINY u64 __nv_ullmax(u64 a, u64 b) { return a > b ? a : b; }

// The builtins with a second argument define the result for 0, as CUDA does.
TINY int __nv_clz(int a) { return __builtin_clzg((u32)a, 32); }
TINY int __nv_clzll(long long a) { return __builtin_clzg((u64)a, 64); }
TINY int __nv_ffs(int a) { return __builtin_ctzg((u32)a, -1) + 1; }
TINY int __nv_ffsll(long long a) { return __builtin_ctzg((u64)a, -1) + 1; }
TINY int __nv_popc(u32 a) { return __builtin_popcount(a); }
TINY int __nv_popcll(u64 a) { return __builtin_popcountll(a); }
TINY int __nv_brev(int a) { return (int)__builtin_bitreverse32((u32)a); }
TINY long long __nv_brevll(long long a) { return (i64)__builtin_bitreverse64((u64)a); }

// The selector's nibbles 0-2 of `c` pick bytes of the eight-byte value b:a; bit 3 is ignored, as `__byte_perm` says.
HELPER u32 pick_byte(u64 bytes, u32 selector) { return (u32)(bytes >> ((selector & 7) * 8)) & 0xff; }
PURE int __nv_byte_perm(int a, int b, int c) {
  u64 bytes = (u64)(u32)b << 32 | (u32)a;
  u32 s = (u32)c;
  return (int)(pick_byte(bytes, s) | pick_byte(bytes, s >> 4) << 8 | pick_byte(bytes, s >> 8) << 16 |
               pick_byte(bytes, s >> 12) << 24);
}

TINY int __nv_mulhi(int a, int b) { return (int)(((i64)a * b) >> 32); }
TINY u32 __nv_umulhi(u32 a, u32 b) { return (u32)(((u64)a * b) >> 32); }

TINY u64 __nv_umul64hi(u64 a, u64 b) { return mulhi_u64(a, b); }
TINY long long __nv_mul64hi(long long a, long long b) {
  u64 high = mulhi_u64((u64)a, (u64)b);
  return (i64)(high - (a < 0 ? (u64)b : 0) - (b < 0 ? (u64)a : 0));
}

// mul24 uses the low 24 bits of each operand (sign-extended, or not) and returns the low 32 bits of the product.
TINY int __nv_mul24(int a, int b) { return (int)((u32)((int)((u32)a << 8) >> 8) * (u32)((int)((u32)b << 8) >> 8)); }
TINY u32 __nv_umul24(u32 a, u32 b) { return (a & 0xffffff) * (b & 0xffffff); }

TINY int __nv_sad(int a, int b, int c) { return (int)((a > b ? (u32)a - (u32)b : (u32)b - (u32)a) + (u32)c); }
TINY u32 __nv_usad(u32 a, u32 b, u32 c) { return (a > b ? a - b : b - a) + c; }

// Averages without overflow; hadd rounds towards minus infinity, rhadd towards plus infinity.
TINY int __nv_hadd(int a, int b) { return (a & b) + ((a ^ b) >> 1); }
TINY int __nv_rhadd(int a, int b) { return (a | b) - ((a ^ b) >> 1); }
TINY int __nv_uhadd(u32 a, u32 b) { return (int)((a & b) + ((a ^ b) >> 1)); }
TINY u32 __nv_urhadd(u32 a, u32 b) { return (a | b) - ((a ^ b) >> 1); }

TINY int __nv_float_as_int(float a) { return (int)as_u32(a); }
TINY u32 __nv_float_as_uint(float a) { return as_u32(a); }
TINY float __nv_int_as_float(int a) { return as_f32((u32)a); }
TINY float __nv_uint_as_float(u32 a) { return as_f32(a); }
TINY u64 __nv_double_as_longlong(double a) { return as_u64(a); }
TINY double __nv_longlong_as_double(long long a) { return as_f64((u64)a); }
TINY int __nv_double2hiint(double a) { return (int)(as_u64(a) >> 32); }
TINY int __nv_double2loint(double a) { return (int)(u32)as_u64(a); }
TINY double __nv_hiloint2double(int hi, int lo) { return as_f64((u64)(u32)hi << 32 | (u32)lo); }
