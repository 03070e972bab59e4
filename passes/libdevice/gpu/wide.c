// What integers of 128 bits need more than a few instructions for, on pairs of 64 bits, the lower one first.
#include "../libdevice.h"

typedef u64 wide __attribute__((ext_vector_type(2)));

HELPER wide left(wide a, u32 count) { // 0 to 127
  u32 near = count & 63;
  u64 low = a.x << near, high = a.y << near | a.x >> 1 >> (63 - near);
  return count & 64 ? (wide){0, low} : (wide){low, high};
}

HELPER wide half(wide a) { return (wide){a.x >> 1 | a.y << 63, a.y >> 1}; }
HELPER int is_below(wide a, wide b) { return a.y < b.y || (a.y == b.y && a.x < b.x); }
HELPER wide difference(wide a, wide b) { return (wide){a.x - b.x, a.y - b.y - (a.x < b.x)}; }
HELPER wide negative(wide a) { return difference((wide){0, 0}, a); }
HELPER wide magnitude(wide a) { return (i64)a.y < 0 ? negative(a) : a; }
HELPER u32 leading_zeros(wide a) {
  return a.y ? __builtin_clzll(a.y) : a.x ? 64 + __builtin_clzll(a.x) : 128;
}

// Bit by bit from the highest one that the quotient may have. A divisor of zero leaves the dividend.
HELPER wide divide(wide a, wide b, wide *rest) {
  wide quotient = {0, 0};
  u32 over = leading_zeros(b), zeros = leading_zeros(a);
  if (over >= zeros && over < 128) {
    u32 bit = over - zeros;
    b = left(b, bit);
    do {
      quotient = left(quotient, 1);
      if (!is_below(a, b)) {
        a = difference(a, b);
        quotient.x |= 1;
      }
      b = half(b);
    } while (bit-- != 0);
  }
  *rest = a;
  return quotient;
}

PURE wide __anywarp_gpu_udiv128(wide a, wide b) {
  wide rest;
  return divide(a, b, &rest);
}
PURE wide __anywarp_gpu_urem128(wide a, wide b) {
  wide rest;
  divide(a, b, &rest);
  return rest;
}
PURE wide __anywarp_gpu_sdiv128(wide a, wide b) {
  wide rest, quotient = divide(magnitude(a), magnitude(b), &rest);
  return (i64)(a.y ^ b.y) < 0 ? negative(quotient) : quotient;
}
PURE wide __anywarp_gpu_srem128(wide a, wide b) {
  wide rest;
  divide(magnitude(a), magnitude(b), &rest);
  return (i64)a.y < 0 ? negative(rest) : rest;
}

// The 64 highest bits from the first one on, the last of them set if anything is lost, which rounds as the whole would.
HELPER u64 highest(wide a, u32 zeros) {
  wide first = left(a, zeros & 127);
  return first.y | (first.x != 0);
}
PURE double __anywarp_gpu_u128tod(wide a) {
  u32 zeros = leading_zeros(a);
  return zeros >= 64 ? (double)a.x : (double)highest(a, zeros) * pow2i(64 - (i32)zeros);
}
PURE float __anywarp_gpu_u128tof(wide a) {
  u32 zeros = leading_zeros(a);
  return zeros >= 64 ? (float)a.x : (float)highest(a, zeros) * (float)pow2i(64 - (i32)zeros);
}
PURE double __anywarp_gpu_s128tod(wide a) {
  double r = __anywarp_gpu_u128tod(magnitude(a));
  return (i64)a.y < 0 ? -r : r;
}
PURE float __anywarp_gpu_s128tof(wide a) {
  float r = __anywarp_gpu_u128tof(magnitude(a));
  return (i64)a.y < 0 ? -r : r;
}

// Towards zero; beyond the range and for a NaN the result is undefined, as LLVM's is.
PURE wide __anywarp_gpu_dtou128(double a) {
  u64 bits = as_u64(a);
  i32 exponent = (i32)(bits >> 52 & 0x7ff) - 1075;
  if (exponent <= 11) return (wide){(u64)a, 0};
  return left((wide){(bits & 0xfffffffffffffu) | 0x10000000000000u, 0}, (u32)exponent & 127);
}
PURE wide __anywarp_gpu_dtos128(double a) {
  wide r = __anywarp_gpu_dtou128(fabs64(a));
  return a < 0 ? negative(r) : r;
}
