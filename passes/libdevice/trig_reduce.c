// Payne-Hanek reduction of large arguments modulo pi/2, in 64-bit integers.
#include "trig.h"

// 2/pi after 64 zero bits, most significant first: bit 64 has the weight 2^-1.
static const u64 TWO_OVER_PI_BITS[21] = {
    0,
    0xa2f9836e4e441529ull, 0xfc2757d1f534ddc0ull, 0xdb6295993c439041ull, 0xfe5163abdebbc561ull,
    0xb7246e3a424dd2e0ull, 0x06492eea09d1921cull, 0xfe1deb1cb129a73eull, 0xe88235f52ebb4484ull,
    0xe99c7026b45f7e41ull, 0x3991d639835339f4ull, 0x9c845f8bbdf9283bull, 0x1ff897ffde05980full,
    0xef2f118b5a0a6d1full, 0x6d367ecf27cb09b7ull, 0x4f463f669e5fea2dull, 0x7527bac7ebe5f17bull,
    0x3d0739f78a5292eaull, 0x6bfb5fb11f8d5d08ull, 0x56033046fc7b6babull, 0xf0cfbc209af4361dull,
};

// The upper 64 bits of high:low << shift, 0 <= shift < 64.
HELPER u64 shift_left(u64 high, u64 low, int shift) {
  return high << shift | (low >> 1) >> (63 - shift);
}

typedef struct {
  u64 w[3];
} u192;

// 192 bits of the table from `bit` on.
HELPER u192 bits_at(int bit) {
  const u64 *t = &TWO_OVER_PI_BITS[bit >> 6];
  int s = bit & 63;
  return (u192){{shift_left(t[0], t[1], s), shift_left(t[1], t[2], s), shift_left(t[2], t[3], s)}};
}

// m * w modulo 2^192.
HELPER u192 multiply(u64 m, u192 w) {
  u64 low = m * w.w[1], mid = low + mulhi_u64(m, w.w[2]);
  u64 high = m * w.w[0] + mulhi_u64(m, w.w[1]) + (mid < low);
  return (u192){{high, mid, m * w.w[2]}};
}

// A positive fraction of 192 bits as a double-double. Its leading 64 bits are not all zero: no double is closer than
// 2^-62 to a multiple of pi/2 (Muller et al., Handbook of Floating-Point Arithmetic, section 11.3.2).
HELPER dd fraction_to_dd(u192 f) {
  int z = __builtin_clzg(f.w[0], 63);
  u64 top = shift_left(f.w[0], f.w[1], z), next = shift_left(f.w[1], f.w[2], z);
  double h = (double)(i64)(top >> 11) * 0x1p-53;
  double l = (double)(i64)((top & 0x7ff) << 42 | next >> 22) * 0x1p-106;
  double scale = pow2i(-z);
  return fast_two_sum(h * scale, l * scale);
}

// a = m 2^e with a 53-bit m. Bits of 2/pi of weight 2^(2-e) and more only add multiples of 4 to a * 2/pi, so the 192
// bits below them give the quadrant (2 bits) and at least 130 correct bits of the fraction. e >= -32 here.
dd __anywarp_trig_reduce_large(double a, i64 *q) {
  u64 bits = as_u64(a);
  int e = (int)(bits >> 52 & 0x7ff) - 1075;
  if (UNLIKELY(e == 2047 - 1075)) {
    *q = 0;
    return (dd){NAN64, NAN64};
  }
  u192 p = multiply((bits & 0xfffffffffffffull) | 0x10000000000000ull, bits_at(e - 2 + 64));
  u192 f = {{shift_left(p.w[0], p.w[1], 2), shift_left(p.w[1], p.w[2], 2), p.w[2] << 2}};
  u64 round_up = f.w[0] >> 63;
  u64 flip = 0 - round_up;
  // The nearest multiple: the complement (to within 2^-190) of a fraction of 1/2 and more.
  f = (u192){{f.w[0] ^ flip, f.w[1] ^ flip, f.w[2] ^ flip}};
  i64 n = (i64)((p.w[0] >> 62) + round_up);
  dd r = dd_mul(fraction_to_dd(f), (dd){0x1.921fb54442d18p0, 0x1.1a62633145c07p-54});
  int negative = (int)(bits >> 63);
  *q = negative ? -n : n;
  return negative != (int)round_up ? dd_neg(r) : r;
}
