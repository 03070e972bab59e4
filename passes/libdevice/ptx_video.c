// PTX's video instructions, of parts of a word and of lanes ("Scalar Video Instructions", "SIMD Video Instructions").
//
// All arithmetic is in 64 bits, where nothing overflows. The operations are numbered as in the translation.
#include "libdevice.h"

enum { ADD, SUB, ABSDIFF, MIN, MAX, SHL, SHR, SET, AVERAGE };
// `how`: operation, choice << 4 (a comparison; 1 wraps shift amounts), second operation << 8, saturation << 12, and
// from bit 16 whether the result, a and b are signed.
#define RESULT_SIGNED 0x10000u
#define A_SIGNED 0x20000u
#define B_SIGNED 0x40000u

HELPER i64 extended(u32 field, u32 width, u32 is_signed) {
  u64 sign = 1ull << (width - 1);
  return is_signed ? (i64)((field ^ sign) - sign) : (i64)field;
}
// Part 0 is the word, 1 to 4 its bytes, 5 and 6 its halves.
HELPER u32 part_width(u32 part) { return part == 0 ? 32 : part < 5 ? 8 : 16; }
HELPER u32 part_shift(u32 part) { return part == 0 ? 0 : part < 5 ? (part - 1) * 8 : (part - 5) * 16; }
HELPER u32 part_mask(u32 part) { return part == 0 ? ~0u : (1u << part_width(part)) - 1; }
HELPER i64 selected(u32 word, u32 part, u32 is_signed) {
  return extended(word >> part_shift(part) & part_mask(part), part_width(part), is_signed);
}

HELPER i64 compare(i64 a, i64 b, u32 comparison) {
  switch (comparison) {
    case 0: return a == b;
    case 1: return a != b;
    case 2: return a < b;
    case 3: return a <= b;
    case 4: return a > b;
    default: return a >= b;
  }
}
// All operations have a signed result of 34 bits ("Scalar Video Instructions"); only a shift has more to lose.
HELPER i64 shifted_left(i64 a, u64 amount) { return (i64)((u64)a << amount << 30) >> 30; }
HELPER i64 operate(i64 a, i64 b, u32 how) {
  u32 choice = how >> 4 & 15;
  u64 amount = choice ? (u64)b & 31 : (u64)b > 32 ? 32 : (u64)b;
  switch (how & 15) {
    case ADD: return a + b;
    case SUB: return a - b;
    case ABSDIFF: return a > b ? a - b : b - a;
    case MIN: return a < b ? a : b;
    case MAX: return a > b ? a : b;
    case SHL: return shifted_left(a, amount);
    case SHR: return a >> amount;
    case AVERAGE: return (a + b + (a + b >= 0)) >> 1;
    default: return compare(a, b, choice);
  }
}
// Clamped to what `width` bits can hold.
HELPER i64 saturated(i64 x, u32 width, u32 is_signed) {
  i64 least = is_signed ? -(1ll << (width - 1)) : 0;
  i64 most = (is_signed ? 1ll << (width - 1) : 1ll << width) - 1;
  return x < least ? least : x > most ? most : x;
}
// The second operation, on words, or the merge into a part of c.
HELPER u32 finish(u32 x, u32 c, u32 part, u32 how) {
  i64 sx = extended(x, 32, how & RESULT_SIGNED), sc = extended(c, 32, how & RESULT_SIGNED);
  switch (how >> 8 & 15) {
    case 1: return x + c;
    case 2: return sx < sc ? x : c;
    case 3: return sx > sc ? x : c;
    default: return part ? (c & ~(part_mask(part) << part_shift(part))) | (x & part_mask(part)) << part_shift(part) : x;
  }
}

// `parts`: of a, of b << 4, of the result << 8.
TINY u32 __anywarp_ptx_video(u32 a, u32 b, u32 c, u32 parts, u32 how) {
  i64 x = operate(selected(a, parts & 15, how & A_SIGNED), selected(b, parts >> 4 & 15, how & B_SIGNED), how);
  u32 part = parts >> 8 & 15;
  if (how >> 12 & 1) {
    x = saturated(x, part_width(part), how & RESULT_SIGNED);
    // GPUs lose a saturated result on its way into the upper half (ptxas 13.0, sm_90), whatever the ISA says.
    if (part == 6) x = 0;
  }
  return finish((u32)x, c, part, how);
}

// `how`: shift, 1 << 8 to add one more, saturation and signs as above. The intermediate result is signed if a or b is
// (PTX ISA, "vmad"), whatever the type of the result. What the ISA leaves open is as an H200 has it (ptxas 13.0, 3609
// results): whole words, c among them, are signed numbers of 64 bits even if no type is; an unsigned result that is shifted
// is one of 64 bits.
TINY u32 __anywarp_ptx_vmad(u32 a, u32 b, u32 c, u32 parts, u32 how) {
  u32 a_part = parts & 15, b_part = parts >> 4 & 15;
  i64 x = selected(a, a_part, a_part == 0 || how & A_SIGNED), y = selected(b, b_part, b_part == 0 || how & B_SIGNED);
  u32 is_signed = how & (A_SIGNED | B_SIGNED), shift = how & 15, saturate = how >> 12 & 1, one = how >> 8 & 1;
  i64 sum = (i64)((u64)x * (u64)y + (u64)extended(c, 32, 1) + one);
  if (is_signed || shift == 0) return (u32)(saturate ? saturated(sum >> shift, 32, is_signed) : sum >> shift);
  u64 r = (u64)sum >> shift;
  return saturate && r > 0xffffffff ? ~0u : (u32)r;
}

// Lanes 4 of bytes or 2 of halves; a second operation sums the lanes' results and c.
TINY u32 __anywarp_ptx_video_lanes(u32 a, u32 b, u32 c, u32 lanes, u32 how) {
  u32 width = 32 / lanes, mask = (1u << width) - 1, word = 0, sum = c;
  _Pragma("clang loop unroll(full)") for (u32 i = 0; i < 4; i++) {
    if (i >= lanes) continue;
    i64 x = extended(a >> (i * width) & mask, width, how & A_SIGNED);
    i64 y = extended(b >> (i * width) & mask, width, how & B_SIGNED);
    i64 r = operate(x, y, how);
    if (how >> 12 & 1) r = saturated(r, width, how & RESULT_SIGNED);
    word |= ((u32)r & mask) << (i * width);
    sum += (u32)r;
  }
  return how >> 8 & 1 ? sum : word;
}
