// binary16 on devices whose own conversions are those of the headers (anywarp/half/core.h), which run where they are not.
// Both are computed and one is chosen, without branches: drivers fold the choice.
#include "../libdevice.h"

// Id of `anywarp_artifact::spirv::specialize`.
enum { HALF_CONVERSIONS = 8 };

// Markers of `spirv/dialect.rs`, and the headers' functions.
#define NAMED(name) __asm__(name) __attribute__((const, nothrow))
u32 special(u32 id) NAMED("spv.special");
u32 pack_half(float a) NAMED("spv.half.pack");
float unpack_half(u32 a) NAMED("spv.half.unpack");
float soft_widen(unsigned short a) NAMED("_ZN14__anywarp_half8binary165widenEt");
unsigned short soft_narrow(float a) NAMED("_ZN14__anywarp_half8binary166narrowEf");

PURE float __anywarp_gpu_widen(unsigned short a) {
  float hard = unpack_half(a), soft = soft_widen(a);
  return special(HALF_CONVERSIONS) ? hard : soft;
}

// A device's NaN may be any.
PURE unsigned short __anywarp_gpu_narrow(float a) {
  unsigned short hard = (unsigned short)pack_half(a), soft = soft_narrow(a);
  hard = isnan32(a) ? 0x7fff : hard;
  return special(HALF_CONVERSIONS) ? hard : soft;
}
