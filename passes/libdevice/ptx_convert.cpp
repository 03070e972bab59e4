// Conversions and multiply-add of halves for inline PTX: those of the headers.
//
// A half is the lower half of a word. What is to be rounded to one comes as a float; a number that is no float is rounded to
// odd first.
#include <anywarp/half/core.h>

using namespace __anywarp_half;

// As in libdevice.h.
#define PURE extern "C" __attribute__((const, nothrow))
#define TINY extern "C" __attribute__((const, nothrow, always_inline))

// Roundings as the translation numbers them.
enum { NEAREST, ZERO, UP, DOWN };

template <class Format> ANYWARP_HALF u32 rounded(float a, u32 mode) {
  switch (mode) {
    case ZERO: return Format::template narrow<RZ>(a);
    case UP: return Format::template narrow<RU>(a);
    case DOWN: return Format::template narrow<RD>(a);
    default: return Format::narrow(a);
  }
}
template <class Format> ANYWARP_HALF u32 rounded(double a, u32 mode) {
  u64 bits = bits_of(a);
  return is_nan(bits) ? kept_nan<Format>(bits) : rounded<Format>(to_odd(a), mode);
}

TINY float __anywarp_ptx_f16_to_f32(u32 h) { return binary16::widen((u16)h); }
PURE u32 __anywarp_ptx_f16_from_f32(float a, u32 mode) { return rounded<binary16>(a, mode); }
PURE u32 __anywarp_ptx_bf16_from_f32(float a, u32 mode) { return rounded<bfloat16>(a, mode); }
PURE u32 __anywarp_ptx_f16_from_f64(double a, u32 mode) { return rounded<binary16>(a, mode); }
PURE u32 __anywarp_ptx_bf16_from_f64(double a, u32 mode) { return rounded<bfloat16>(a, mode); }

PURE float __anywarp_ptx_odd_uint(u32 a) { return to_odd(a); }
PURE float __anywarp_ptx_odd_int(int a) { return to_odd(a); }
PURE float __anywarp_ptx_odd_ull(u64 a) { return to_odd(a); }
PURE float __anywarp_ptx_odd_ll(long long a) { return to_odd(a); }

PURE u32 __anywarp_ptx_f16_fma(u32 a, u32 b, u32 c) { return binary16::fma((u16)a, (u16)b, (u16)c); }
PURE u32 __anywarp_ptx_bf16_fma(u32 a, u32 b, u32 c) { return bfloat16::fma((u16)a, (u16)b, (u16)c); }
