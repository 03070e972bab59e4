// Integer instructions of PTX that take more than a few operations: bit fields, permutations, dot products.
//
// The text of each is the PTX ISA's pseudo-code, with its clamps.
#include "libdevice.h"

// Byte `selector` of b:a; its bit 3 asks for the byte's sign instead.
HELPER u32 permuted(u64 bytes, u32 selector) {
  u32 byte = (u32)(bytes >> ((selector & 7) * 8)) & 0xff;
  return selector & 8 ? (byte & 0x80 ? 0xff : 0) : byte;
}
// The selectors of the bytes, by mode and by the lowest bits of the control word ("prmt").
HELPER u32 selectors(u32 c, u32 mode) {
  const u32 forward[4] = {0x3210, 0x4321, 0x5432, 0x6543}, backward[4] = {0x5670, 0x6701, 0x7012, 0x0123};
  const u32 left[4] = {0x3210, 0x3211, 0x3222, 0x3333}, right[4] = {0x0000, 0x1110, 0x2210, 0x3210};
  u32 n = c & 3;
  switch (mode) {
    case 1: return forward[n];
    case 2: return backward[n];
    case 3: return 0x1111 * n;
    case 4: return left[n];
    case 5: return right[n];
    case 6: return n & 1 ? 0x3232 : 0x1010;
    default: return c;
  }
}
TINY u32 __anywarp_ptx_prmt(u32 a, u32 b, u32 c, u32 mode) {
  u64 bytes = (u64)b << 32 | a;
  u32 s = selectors(c, mode);
  return permuted(bytes, s) | permuted(bytes, s >> 4) << 8 | permuted(bytes, s >> 8) << 16 |
         permuted(bytes, s >> 12) << 24;
}

// `length` ones, for any length.
HELPER u64 ones(u32 length) { return length >= 64 ? ~0ull : (1ull << length) - 1; }

// Position or length of a bit field. The ISA restricts them to 0..255; beyond that GPUs take the lower byte where the
// instruction has 32 bits, and the number as it is where it has 64.
HELPER u32 field_operand(u32 x, u32 bits) { return bits == 32 ? x & 0xff : x < 0xff ? x : 0xff; }

TINY u64 __anywarp_ptx_bfe(u64 a, u32 start, u32 length, u32 bits, u32 is_signed) {
  u32 pos = field_operand(start, bits), len = field_operand(length, bits), last = pos + len;
  u32 sign_at = last - 1 < bits - 1 ? last - 1 : bits - 1;
  u64 sign = is_signed && len ? a >> sign_at & 1 : 0;
  u32 there = pos >= bits ? 0 : last < bits ? len : bits - pos;
  u64 field = pos >= bits ? 0 : a >> pos & ones(there);
  return field | (sign ? ~ones(there) : 0);
}

TINY u64 __anywarp_ptx_bfi(u64 a, u64 b, u32 start, u32 length, u32 bits) {
  u32 pos = field_operand(start, bits), len = field_operand(length, bits);
  if (pos >= bits) return b;
  u64 mask = ones(len) << pos;
  return (b & ~mask) | (a << pos & mask);
}

// "fns": from bit `base`, the n-th set bit upwards, or downwards if n is negative; 0 asks for the bit itself. The smallest
// number gives 0 on an H200, whatever the base.
PURE u32 __anywarp_ptx_fns(u32 mask, u32 base, u32 n) {
  int step = (int)n < 0 ? -1 : 1;
  u32 wanted = (int)n < 0 ? 0u - n : n, count = 0;
  if (n == 0x80000000u) return 0;
  if (base > 31) return ~0u;
  if (wanted == 0) return mask >> base & 1 ? base : ~0u;
  for (int at = (int)base; at >= 0 && at < 32; at += step) {
    count += mask >> at & 1;
    if (count == wanted) return (u32)at;
  }
  return ~0u;
}

TINY u32 __anywarp_ptx_bmsk(u32 a, u32 b, u32 wrap) {
  u32 start = wrap ? a & 31 : a, length = wrap ? b & 31 : b;
  if (start > 31) return 0;
  return (u32)(ones(length > 32 ? 32 : length) << start);
}

TINY u32 __anywarp_ptx_szext(u32 a, u32 b, u32 wrap, u32 is_signed) {
  u32 length = wrap ? b & 31 : b;
  if (length == 0) return 0;
  if (length > 31) return a;
  u32 low = a & (u32)ones(length);
  return is_signed && low >> (length - 1) ? low | ~(u32)ones(length) : low;
}

HELPER i32 byte_of(u32 word, u32 index, u32 is_signed) {
  u32 byte = word >> (index * 8) & 0xff;
  return is_signed ? (i32)(byte ^ 0x80) - 0x80 : (i32)byte;
}
HELPER i32 half_of(u32 word, u32 index, u32 is_signed) {
  u32 half = word >> (index * 16) & 0xffff;
  return is_signed ? (i32)(half ^ 0x8000) - 0x8000 : (i32)half;
}
// `how`: bit 0, a is signed; bit 1, b is signed; bit 2, the upper bytes of b.
TINY u32 __anywarp_ptx_dp4a(u32 a, u32 b, u32 c, u32 how) {
  for (u32 i = 0; i < 4; i++) c += (u32)byte_of(a, i, how & 1) * (u32)byte_of(b, i, how & 2);
  return c;
}
TINY u32 __anywarp_ptx_dp2a(u32 a, u32 b, u32 c, u32 how) {
  u32 first = how & 4 ? 2 : 0;
  for (u32 i = 0; i < 2; i++) c += (u32)half_of(a, i, how & 1) * (u32)byte_of(b, first + i, how & 2);
  return c;
}
