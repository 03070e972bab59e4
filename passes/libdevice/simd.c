// Video functions on the two halfwords or four bytes of a word: the CUDA Math API's "SIMD Intrinsics" (`__vadd2`, ...).
//
// clang's header declares them for the CUDA versions that had them in NVIDIA's library; here they are always defined.
#include "libdevice.h"

#define DECLARE1(name) int __nv_##name##2(int a); int __nv_##name##4(int a);
#define DECLARE2(name) int __nv_##name##2(int a, int b); int __nv_##name##4(int a, int b);

// One lane of each operand, sign- and zero-extended, and the limits of a lane.
typedef struct {
  i32 a, b, ua, ub, min, max, umax;
} lane;
HELPER lane lane_at(u32 a, u32 b, int i, int width) {
  i32 umax = (i32)((1u << width) - 1);
  i32 ua = (i32)(a >> (i * width)) & umax, ub = (i32)(b >> (i * width)) & umax, sign = 1 << (width - 1);
  return (lane){(ua ^ sign) - sign, (ub ^ sign) - sign, ua, ub, -sign, sign - 1, umax};
}
HELPER i32 clamp_lane(i32 x, i32 lo, i32 hi) { return x < lo ? lo : x > hi ? hi : x; }
HELPER i32 magnitude(i32 x) { return x < 0 ? -x : x; }

// Every lane's `value` (of l), truncated to the lane, at its place.
#define LANES(value, width) \
  u32 r = 0; \
  _Pragma("clang loop unroll(full)") for (int i = 0; i < 32 / width; i++) { \
    lane l = lane_at((u32)a, (u32)b, i, width); \
    r |= ((u32)(value) & (u32)l.umax) << (i * width); \
  } \
  return (int)r;
#define UNARY(name, value) \
  DECLARE1(name) \
  PURE int __nv_##name##2(int a) { const int b = 0; LANES(value, 16) } \
  PURE int __nv_##name##4(int a) { const int b = 0; LANES(value, 8) }
#define BINARY(name, value) \
  DECLARE2(name) \
  PURE int __nv_##name##2(int a, int b) { LANES(value, 16) } \
  PURE int __nv_##name##4(int a, int b) { LANES(value, 8) }
// A comparison sets all bits of the lane (vcmp) or its lowest (vset).
#define COMPARE(name, condition) BINARY(vcmp##name, -(i32)(condition)) BINARY(vset##name, condition)
// The sum of the lanes' values.
#define SUM(name, value) \
  HELPER int sum_##name(u32 a, u32 b, int width) { \
    i32 sum = 0; \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < 32 / width; i++) { \
      lane l = lane_at(a, b, i, width); \
      sum += value; \
    } \
    return sum; \
  } \
  DECLARE2(name) \
  PURE int __nv_##name##2(int a, int b) { return sum_##name((u32)a, (u32)b, 16); } \
  PURE int __nv_##name##4(int a, int b) { return sum_##name((u32)a, (u32)b, 8); }

UNARY(vabs, magnitude(l.a))
UNARY(vabsss, clamp_lane(magnitude(l.a), l.min, l.max))
UNARY(vneg, -l.a)
UNARY(vnegss, clamp_lane(-l.a, l.min, l.max))
BINARY(vabsdiffs, magnitude(l.a - l.b))
BINARY(vabsdiffu, magnitude(l.ua - l.ub))
BINARY(vadd, l.a + l.b)
BINARY(vaddss, clamp_lane(l.a + l.b, l.min, l.max))
BINARY(vaddus, clamp_lane(l.ua + l.ub, 0, l.umax))
BINARY(vsub, l.a - l.b)
BINARY(vsubss, clamp_lane(l.a - l.b, l.min, l.max))
BINARY(vsubus, clamp_lane(l.ua - l.ub, 0, l.umax))
// Halves are rounded away from zero.
BINARY(vavgs, (l.a + l.b + (l.a + l.b >= 0)) >> 1)
BINARY(vavgu, (l.ua + l.ub + 1) >> 1)
BINARY(vhaddu, (l.ua + l.ub) >> 1)
BINARY(vmaxs, l.a > l.b ? l.a : l.b)
BINARY(vmaxu, l.ua > l.ub ? l.ua : l.ub)
BINARY(vmins, l.a < l.b ? l.a : l.b)
BINARY(vminu, l.ua < l.ub ? l.ua : l.ub)
COMPARE(eq, l.ua == l.ub)
COMPARE(ne, l.ua != l.ub)
COMPARE(ges, l.a >= l.b)
COMPARE(geu, l.ua >= l.ub)
COMPARE(gts, l.a > l.b)
COMPARE(gtu, l.ua > l.ub)
COMPARE(les, l.a <= l.b)
COMPARE(leu, l.ua <= l.ub)
COMPARE(lts, l.a < l.b)
COMPARE(ltu, l.ua < l.ub)
SUM(vsads, magnitude(l.a - l.b))
SUM(vsadu, magnitude(l.ua - l.ub))
