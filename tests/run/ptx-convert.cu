// about: inline PTX: conversions between all types, in every rounding, saturating and flushing
#include "../common/ptx_half.h"

static double da(u64 v) { return as_double(v); }
static float fa(u32 v) { return as_float(v); }
static float fz(float v) { return std::fabs(v) < 0x1p-126f ? std::copysign(0.0f, v) : v; }
static float satf(float v) { return v > 0 ? (v < 1 ? v : 1) : 0.0f; }
static s64 clamp(s64 v, s64 low, s64 high) { return v < low ? low : v > high ? high : v; }
static int s(u32 v) { return (int)v; }

// The integer that a float is rounded to, in the range of `bits` bits.
static u64 to_integer(double v, Rounding rounding, int bits, bool is_signed, bool from64) {
    u64 top = 1ull << (bits - 1);
    if (std::isnan(v))
        return from64 || bits == 64 ? top : 0;
    double r = rounding == NEAREST ? std::nearbyint(v) : rounding == ZERO ? std::trunc(v)
             : rounding == DOWN ? std::floor(v) : std::ceil(v);
    double end = std::ldexp(1.0, is_signed ? bits - 1 : bits);
    if (r >= end)
        return is_signed ? top - 1 : (top - 1) * 2 + 1;
    if (r < (is_signed ? -end : 0))
        return is_signed ? 0 - top : 0;
    return is_signed ? (u64)(s64)r : (u64)r;
}
// The float next to a number that is exact in __float128.
static float to_float(__float128 v, Rounding rounding) {
    float f = (float)v;
    if ((__float128)f > v && (rounding == DOWN || (rounding == ZERO && v > 0)))
        f = std::nextafterf(f, -INFINITY);
    if ((__float128)f < v && (rounding == UP || (rounding == ZERO && v < 0)))
        f = std::nextafterf(f, INFINITY);
    return f;
}
static double to_double(__float128 v, Rounding rounding) {
    double f = (double)v;
    if ((__float128)f > v && (rounding == DOWN || (rounding == ZERO && v > 0)))
        f = std::nextafter(f, -INFINITY);
    if ((__float128)f < v && (rounding == UP || (rounding == ZERO && v < 0)))
        f = std::nextafter(f, INFINITY);
    return f;
}
static u32 h16(__float128 v, Rounding rounding) { return to_half(v, v < 0, 5, rounding); }
static u32 b16(__float128 v, Rounding rounding) { return to_half(v, v < 0, 8, rounding); }
// What a GPU makes of NaN, on which the ISA is silent: from 64 bits the sign and the upper bits of the payload stay, `.rna`
// cuts the lower bits off, everything else is canonical.
static u32 tf32(u32 v, bool nearest) {
    u32 m = v & 0x7fffffff;
    if (m > 0x7f800000)
        return nearest ? v & ~0x1fffu : 0x7fffe000;
    return m == 0x7f800000 ? v : (v + (nearest ? 0x1000 : 0)) & ~0x1fffu;
}
static u32 h64(u64 v, Rounding rounding) {
    return std::isnan(da(v)) ? (u32)(v >> 48 & 0x8000) | 0x7e00 | (u32)(v >> 42 & 0x3ff) : to_f16(da(v), rounding);
}
static u32 b64(u64 v) {
    return std::isnan(da(v)) ? (u32)(v >> 48 & 0x8000) | 0x7fc0 | (u32)(v >> 45 & 0x7f) : to_bf16(da(v));
}

#define NARROW(form) "{ .reg .b16 h; " form " cvt.u32.u16 %0, h; }"
#define SNARROW(form) "{ .reg .b16 h; " form " cvt.s32.s16 %0, h; }"
#define LOW(form) "{ .reg .b16 h; mov.b32 {h, _}, %1; " form " }"
#define LONG(form) "{ .reg .b16 h; .reg .b32 w; cvt.u32.u64 w, %1; mov.b32 {h, _}, w; " form " }"
#define OF_LONG(form) "{ .reg .b32 w; " form " cvt.u64.u32 %0, w; }"
#define HALF_OF_LONG(form) "{ .reg .b16 h; " form " cvt.u64.u16 %0, h; }"

#define FORMS(W, L, F, D)                                                                                              \
    /* Integers. */                                                                                                    \
    W("cvt.u32.u8 %0, %1;", a & 0xff)                                                                                  \
    W("cvt.s32.s8 %0, %1;", (int)(signed char)a)                                                                       \
    W("cvt.u32.u16 %0, %1;", a & 0xffff)                                                                               \
    W("cvt.s32.s16 %0, %1;", (int)(short)a)                                                                            \
    W("cvt.u8.u32 %0, %1;", a & 0xff)                                                                                  \
    W("cvt.s8.s32 %0, %1;", (int)(signed char)a)                                                                       \
    W("cvt.sat.u8.s32 %0, %1;", clamp(s(a), 0, 255))                                                                   \
    W("cvt.sat.s8.s32 %0, %1;", clamp(s(a), -128, 127))                                                                \
    W("cvt.sat.u8.u32 %0, %1;", clamp(a, 0, 255))                                                                      \
    W("cvt.sat.s16.u32 %0, %1;", clamp(a, 0, 32767))                                                                   \
    W("cvt.sat.u16.s32 %0, %1;", clamp(s(a), 0, 65535))                                                                \
    W("cvt.sat.s32.u32 %0, %1;", clamp(a, 0, 2147483647))                                                              \
    W("cvt.sat.u32.s32 %0, %1;", clamp(s(a), 0, 4294967295))                                                           \
    W("cvt.pack.sat.u16.s32 %0, %1, %2;", clamp(s(a), 0, 65535) << 16 | clamp(s(b), 0, 65535))                         \
    W("cvt.pack.sat.s8.s32.b32 %0, %1, %2, %3;", (clamp(s(a), -128, 127) & 255) << 8 | (clamp(s(b), -128, 127) & 255) | c << 16) \
    L("cvt.s64.s32 %0, %1;", (s64)(int)x)                                                                              \
    L("cvt.u64.u32 %0, %1;", (u32)x)                                                                                   \
    L(OF_LONG("cvt.sat.s32.s64 w, %1;"), (u32)clamp((s64)x, -2147483648ll, 2147483647))                                \
    L(OF_LONG("cvt.sat.u32.u64 w, %1;"), x > 0xffffffff ? 0xffffffff : x)                                              \
    L(OF_LONG("cvt.sat.u32.s64 w, %1;"), (u32)clamp((s64)x, 0, 4294967295))                                            \
    /* Floats to integers. */                                                                                          \
    W("cvt.rni.s32.f32 %0, %1;", to_integer(fa(a), NEAREST, 32, true, false))                                          \
    W("cvt.rzi.s32.f32 %0, %1;", to_integer(fa(a), ZERO, 32, true, false))                                             \
    W("cvt.rmi.s32.f32 %0, %1;", to_integer(fa(a), DOWN, 32, true, false))                                             \
    W("cvt.rpi.s32.f32 %0, %1;", to_integer(fa(a), UP, 32, true, false))                                               \
    W("cvt.rzi.u32.f32 %0, %1;", to_integer(fa(a), ZERO, 32, false, false))                                            \
    W("cvt.rpi.u32.f32 %0, %1;", to_integer(fa(a), UP, 32, false, false))                                              \
    W("cvt.rmi.ftz.s32.f32 %0, %1;", to_integer(fz(fa(a)), DOWN, 32, true, false))                                     \
    W("cvt.rzi.sat.u8.f32 %0, %1;", to_integer(fa(a), ZERO, 8, false, false))                                          \
    W("cvt.rni.s8.f32 %0, %1;", to_integer(fa(a), NEAREST, 8, true, false))                                            \
    W("cvt.rni.u16.f32 %0, %1;", to_integer(fa(a), NEAREST, 16, false, false))                                         \
    W(LOW("cvt.rni.s32.f16 %0, h;"), to_integer(f16(a), NEAREST, 32, true, false))                                     \
    W(LOW("cvt.rzi.u32.f16 %0, h;"), to_integer(f16(a), ZERO, 32, false, false))                                       \
    W(LOW("cvt.rmi.s16.f16 h, h; cvt.s32.s16 %0, h;"), (int)(short)to_integer(f16(a), DOWN, 16, true, false))          \
    W(LOW("cvt.rzi.s32.bf16 %0, h;"), to_integer(bf16(a), ZERO, 32, true, false))                                      \
    L("{ .reg .b32 w; cvt.u32.u64 w, %1; cvt.rzi.s64.f32 %0, w; }", to_integer(fa((u32)x), ZERO, 64, true, false))     \
    L("{ .reg .b32 w; cvt.u32.u64 w, %1; cvt.rpi.u64.f32 %0, w; }", to_integer(fa((u32)x), UP, 64, false, false))      \
    L(LONG("cvt.rni.s64.f16 %0, h;"), to_integer(f16((u32)x), NEAREST, 64, true, false))                               \
    L("cvt.rni.s64.f64 %0, %1;", to_integer(da(x), NEAREST, 64, true, true))                                           \
    L("cvt.rzi.u64.f64 %0, %1;", to_integer(da(x), ZERO, 64, false, true))                                             \
    L("cvt.rmi.s64.f64 %0, %1;", to_integer(da(x), DOWN, 64, true, true))                                              \
    L(OF_LONG("cvt.rzi.s32.f64 w, %1;"), (u32)to_integer(da(x), ZERO, 32, true, true))                                 \
    L(OF_LONG("cvt.rpi.u32.f64 w, %1;"), to_integer(da(x), UP, 32, false, true))                                       \
    L(HALF_OF_LONG("cvt.rzi.u16.f64 h, %1;"), to_integer(da(x), ZERO, 16, false, true))                                \
    /* Integers to floats. */                                                                                          \
    F("cvt.rn.f32.s32 %0, %1;", to_float(s(a), NEAREST))                                                               \
    F("cvt.rz.f32.s32 %0, %1;", to_float(s(a), ZERO))                                                                  \
    F("cvt.rm.f32.u32 %0, %1;", to_float(a, DOWN))                                                                     \
    F("cvt.rp.f32.u32 %0, %1;", to_float(a, UP))                                                                       \
    F("cvt.rn.f32.u8 %0, %1;", (float)(a & 0xff))                                                                      \
    F("cvt.rn.f32.s16 %0, %1;", (float)(short)a)                                                                       \
    F("cvt.rn.sat.f32.s32 %0, %1;", satf((float)s(a)))                                                                 \
    W(NARROW("cvt.rn.f16.s32 h, %1;"), h16(s(a), NEAREST))                                                             \
    W(NARROW("cvt.rz.f16.u32 h, %1;"), h16(a, ZERO))                                                                   \
    W(NARROW("cvt.rp.f16.s32 h, %1;"), h16(s(a), UP))                                                                  \
    W(NARROW("cvt.rm.f16.s32 h, %1;"), h16(s(a), DOWN))                                                                \
    W(NARROW("cvt.rn.bf16.u32 h, %1;"), b16(a, NEAREST))                                                               \
    W(NARROW("cvt.rn.f16.u8 h, %1;"), h16(a & 0xff, NEAREST))                                                          \
    L("cvt.rn.f64.s64 %0, %1;", bits_of(to_double((s64)x, NEAREST)))                                                   \
    L("cvt.rz.f64.u64 %0, %1;", bits_of(to_double(x, ZERO)))                                                           \
    L("cvt.rp.f64.s64 %0, %1;", bits_of(to_double((s64)x, UP)))                                                        \
    L(OF_LONG("cvt.rn.f32.u64 w, %1;"), bits_of(to_float(x, NEAREST)))                                                 \
    L(OF_LONG("cvt.rm.f32.s64 w, %1;"), bits_of(to_float((s64)x, DOWN)))                                               \
    L(HALF_OF_LONG("cvt.rn.f16.s64 h, %1;"), h16((s64)x, NEAREST))                                                     \
    L(HALF_OF_LONG("cvt.rn.f16.u64 h, %1;"), h16(x, NEAREST))                                                          \
    L(HALF_OF_LONG("cvt.rz.bf16.u64 h, %1;"), b16(x, ZERO))                                                            \
    L("{ .reg .b32 w; cvt.u32.u64 w, %1; cvt.rn.f64.u32 %0, w; }", bits_of((double)(u32)x))                            \
    /* Floats to floats. */                                                                                            \
    W(NARROW("cvt.rn.f16.f32 h, %1;"), to_f16(fa(a)))                                                                  \
    W(NARROW("cvt.rz.f16.f32 h, %1;"), to_f16(fa(a), ZERO))                                                            \
    W(NARROW("cvt.rm.f16.f32 h, %1;"), to_f16(fa(a), DOWN))                                                            \
    W(NARROW("cvt.rp.f16.f32 h, %1;"), to_f16(fa(a), UP))                                                              \
    W(NARROW("cvt.rn.ftz.f16.f32 h, %1;"), to_f16(fz(fa(a))))                                                          \
    W(NARROW("cvt.rn.sat.f16.f32 h, %1;"), to_f16(satf(fa(a))))                                                        \
    W(NARROW("cvt.rn.relu.f16.f32 h, %1;"), std::isnan(fa(a)) ? 0x7fff : fa(a) <= 0 || std::signbit(fa(a)) ? 0 : to_f16(fa(a))) \
    W(NARROW("cvt.rn.bf16.f32 h, %1;"), to_bf16(fa(a)))                                                                \
    W(NARROW("cvt.rz.bf16.f32 h, %1;"), to_bf16(fa(a), ZERO))                                                          \
    W("cvt.rn.f16x2.f32 %0, %1, %2;", to_f16(fa(a)) << 16 | to_f16(fa(b)))                                             \
    W("cvt.rz.bf16x2.f32 %0, %1, %2;", to_bf16(fa(a), ZERO) << 16 | to_bf16(fa(b), ZERO))                              \
    W("cvt.rna.tf32.f32 %0, %1;", tf32(a, true))                                                                     \
    W("cvt.rz.tf32.f32 %0, %1;", tf32(a, false))                                                                          \
    F(LOW("cvt.f32.f16 %0, h;"), (float)f16(a))                                                                        \
    F(LOW("cvt.f32.bf16 %0, h;"), (float)bf16(a))                                                                      \
    W(LOW("cvt.rn.bf16.f16 h, h; cvt.u32.u16 %0, h;"), to_bf16(f16(a)))                                                \
    W(LOW("cvt.rni.f16.f16 h, h; cvt.u32.u16 %0, h;"), to_f16(std::nearbyint(f16(a))))                                 \
    F("cvt.rni.f32.f32 %0, %1;", std::nearbyint(fa(a)))                                                                \
    F("cvt.rzi.f32.f32 %0, %1;", std::trunc(fa(a)))                                                                    \
    F("cvt.rmi.f32.f32 %0, %1;", std::floor(fa(a)))                                                                    \
    F("cvt.rpi.ftz.f32.f32 %0, %1;", std::ceil(fz(fa(a))))                                                             \
    F("cvt.sat.f32.f32 %0, %1;", satf(fa(a)))                                                                          \
    F("cvt.ftz.f32.f32 %0, %1;", fz(fa(a)))                                                                            \
    D("{ .reg .b32 w; cvt.u32.u64 w, %1; cvt.f64.f32 %0, w; }", (double)fa((u32)x))                                    \
    D(LONG("cvt.f64.f16 %0, h;"), f16((u32)x))                                                                         \
    D("cvt.rmi.f64.f64 %0, %1;", std::floor(da(x)))                                                                    \
    D("cvt.sat.f64.f64 %0, %1;", da(x) > 0 ? (da(x) < 1 ? da(x) : 1.0) : 0.0)                                          \
    D("{ .reg .f32 f; cvt.rn.f32.f64 f, %1; cvt.f64.f32 %0, f; }", (double)(float)da(x))                               \
    D("{ .reg .f32 f; cvt.rz.f32.f64 f, %1; cvt.f64.f32 %0, f; }", (double)to_float(da(x), ZERO))                      \
    L(HALF_OF_LONG("cvt.rn.f16.f64 h, %1;"), h64(x, NEAREST))                                                          \
    L(HALF_OF_LONG("cvt.rp.f16.f64 h, %1;"), h64(x, UP))                                                        \
    L(HALF_OF_LONG("cvt.rn.bf16.f64 h, %1;"), b64(x))

static const std::vector<u32> words = {0,          1,          0x80000001, 0x3f800000, 0xbf000000, 0x3fc00000,
                                       0x477fefff, 0x477ff000, 0x4f000000, 0xcf000001, 0x7f800000, 0xff800000,
                                       0x7fc00000, 0x33000001, 0x33000000, 0xb8800001, 0x7f7fffff, 0x3f7fffff,
                                       0x00018001, 0x43ff8000, 0xffff7fff, 0x12345678, 0xbc003555, 0x7c01c2ff};
static const std::vector<u64> longs = {0,
                                       1,
                                       0x8000000000000001,
                                       0x3ff0000000000000,
                                       0xbfe0000000000000,
                                       0x3ff8000000000000,
                                       0x40effdffffffffff,
                                       0x40effe0000000000,
                                       0x41dfffffffc00001,
                                       0xc1e0000000200000,
                                       0x43e0000000000000,
                                       0x43dfffffffffffff,
                                       0x7ff0000000000000,
                                       0xfff0000000000000,
                                       0x7ff8000000000000,
                                       0x3ff0010000000001,
                                       0x3ff0020000000000,
                                       0xffffffffffffffff,
                                       0x7fffffffffffffff,
                                       0x0000000001000001,
                                       0x0000000000007ff1,
                                       0x3e70000000000001,
                                       0x0080000001000000,
                                       0xc0490fdb3555bc01};

CHECK_FORMS(FORMS, words, longs)
