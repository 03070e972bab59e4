// about: inline PTX: video instructions, of parts of words and of lanes
#include "../common/ptx.h"

static s64 part(u32 v, const char *name, bool is_signed) {
    int bits = name[0] == 'b' ? 8 : name[0] == 'h' ? 16 : 32, at = bits == 32 ? 0 : (name[1] - '0') * bits;
    u64 field = (u64)v >> at & ((1ull << bits) - 1);
    return is_signed && field >> (bits - 1) ? (s64)field - (1ll << bits) : (s64)field;
}
static s64 clamp(s64 v, int bits, bool is_signed) {
    s64 low = is_signed ? -(1ll << (bits - 1)) : 0, high = (1ll << (is_signed ? bits - 1 : bits)) - 1;
    return v < low ? low : v > high ? high : v;
}
// The scalar instructions' results are signed numbers of 34 bits.
static s64 bits34(u64 v) { return (s64)(v << 30) >> 30; }
static s64 su(u32 v) { return v; }
static s64 ss(u32 v) { return (int)v; }
static u32 below(u64 v) { return v > 0xffffffff ? ~0u : (u32)v; }
static s64 magnitude(s64 v) { return v < 0 ? -v : v; }
static s64 smaller(s64 p, s64 q) { return p < q ? p : q; }
static s64 larger(s64 p, s64 q) { return p > q ? p : q; }
static u32 merged(u32 c, s64 v, int at, int bits) {
    u32 mask = ((1u << bits) - 1) << at;
    return (c & ~mask) | ((u32)v << at & mask);
}
// Lanes of `bits` bits.
template <class F> u32 lanes(u32 a, u32 b, int bits, bool is_signed, F f) {
    u32 r = 0;
    for (int at = 0; at < 32; at += bits) {
        s64 x = a >> at & ((1u << bits) - 1), y = b >> at & ((1u << bits) - 1);
        if (is_signed)
            x = (s64)(x << (64 - bits)) >> (64 - bits), y = (s64)(y << (64 - bits)) >> (64 - bits);
        r |= ((u32)f(x, y) & ((1u << bits) - 1)) << at;
    }
    return r;
}
template <class F> u32 sums(u32 a, u32 b, u32 c, int bits, bool is_signed, F f) {
    lanes(a, b, bits, is_signed, [&](s64 x, s64 y) { return c += (u32)f(x, y), 0; });
    return c;
}
#define OF(expression) [](s64 x, s64 y) -> s64 { return expression; }
#define LANE(bits, sign, expression) lanes(a, b, bits, sign, OF(expression))
#define SUM(bits, sign, expression) sums(a, b, c, bits, sign, OF(expression))

#define FORMS(W, L, F, D)                                                                                              \
    W("vadd.u32.u32.u32 %0, %1, %2;", a + b)                                                                           \
    W("vadd.s32.s32.s32.sat %0, %1, %2;", clamp(ss(a) + ss(b), 32, true))                                              \
    W("vadd.u32.s32.s32.sat %0, %1, %2;", clamp(ss(a) + ss(b), 32, false))                                             \
    W("vadd.s32.u32.s32.add %0, %1.b1, %2.h1, %3;", (u32)(part(a, "b1", false) + part(b, "h1", true)) + c)             \
    /* How many bits the second operation sees is left open: sums and words of 31. */                                  \
    W("{ .reg .u32 p, q, r; shr.u32 p, %1, 2; shr.u32 q, %2, 2; shr.u32 r, %3, 1;"                                     \
      " vadd.u32.u32.u32.min %0, p, q, r; }",                                                                          \
      smaller(su((a >> 2) + (b >> 2)), su(c >> 1)))                                                                    \
    W("vsub.s32.u32.u32 %0, %1.b0, %2.b3;", part(a, "b0", false) - part(b, "b3", false))                               \
    W("vsub.u32.u32.u32.sat %0, %1, %2;", clamp(su(a) - su(b), 32, false))                                             \
    W("vsub.s32.s32.s32.max %0, %1.h0, %2.h1, %3;", larger(part(a, "h0", true) - part(b, "h1", true), ss(c)))          \
    W("vabsdiff.u32.u32.u32 %0, %1, %2;", magnitude(su(a) - su(b)))                                                    \
    W("vabsdiff.u32.s32.s32.add %0, %1.b2, %2.b2, %3;", (u32)magnitude(part(a, "b2", true) - part(b, "b2", true)) + c) \
    W("vmin.s32.s32.s32 %0, %1, %2;", smaller(ss(a), ss(b)))                                                           \
    W("vmin.u32.u32.u32 %0, %1.h1, %2.h0;", smaller(part(a, "h1", false), part(b, "h0", false)))                       \
    W("vmax.s32.s32.u32 %0, %1, %2;", larger(ss(a), su(b)))                                                            \
    W("vmax.u32.u32.u32.add %0, %1, %2, %3;", (u32)larger(su(a), su(b)) + c)                                           \
    W("vshl.u32.u32.u32.clamp %0, %1, %2;", b > 31 ? 0 : a << b)                                                       \
    W("vshl.u32.u32.u32.wrap %0, %1, %2;", a << (b & 31))                                                              \
    W("vshl.u32.u32.u32.sat.clamp %0, %1, %2;", clamp(bits34((u64)a << (b > 32 ? 32 : b)), 32, false))              \
    W("vshr.u32.u32.u32.clamp.add %0, %1, %2, %3;", (b > 31 ? 0 : a >> b) + c)                                         \
    W("vshr.s32.s32.u32.wrap %0, %1, %2;", ss(a) >> (b & 31))                                                          \
    W("vshr.s32.s32.u32.clamp %0, %1, %2.b0;", ss(a) >> (part(b, "b0", false) > 32 ? 32 : part(b, "b0", false)))       \
    W("vset.u32.u32.lt %0, %1, %2;", a < b)                                                                            \
    W("vset.s32.s32.ge.add %0, %1, %2, %3;", (ss(a) >= ss(b)) + c)                                                     \
    W("vset.s32.u32.ne %0, %1.b3, %2.b3;", part(a, "b3", true) != part(b, "b3", false))                                \
    W("{ .reg .u32 d; vadd.u32.u32.u32 d.b2, %1, %2, %3; mov.u32 %0, d; }", merged(c, (s64)a + b, 16, 8))              \
    /* Against the ISA's pseudo-code, GPUs lose the sum here (ptxas 13.0, sm_90). */                                   \
    W("{ .reg .u32 d; vadd.s32.s32.s32.sat d.h1, %1, %2, %3; mov.u32 %0, d; }", merged(c, 0, 16, 16))                  \
    W("vmad.u32.u32.u32 %0, %1.b0, %2.b1, %3;", (u32)(part(a, "b0", false) * part(b, "b1", false)) + c)                \
    W("vmad.s32.s32.s32 %0, %1.h0, %2.h1, %3;", (u32)(part(a, "h0", true) * part(b, "h1", true)) + c)                  \
    /* Words are signed numbers, c too; shifted, an unsigned sum has 64 bits (ptxas 13.0, sm_90). */                   \
    W("vmad.u32.u32.u32.po.shr7 %0, %1.h0, %2.h1, %3;",                                                                \
      (u32)((u64)(part(a, "h0", false) * part(b, "h1", false) + ss(c) + 1) >> 7))                                      \
    W("vmad.u32.u32.u32.sat.shr7 %0, %1.b1, %2, %3;", below((u64)(part(a, "b1", false) * ss(b) + ss(c)) >> 7))         \
    W("vmad.u32.u32.u32.sat %0, %1, %2.h0, %3;", clamp(ss(a) * part(b, "h0", false) + ss(c), 32, false))               \
    W("vmad.u32.u32.u32.shr15 %0, %1, %2, %3;", (u32)((u64)(ss(a) * ss(b) + ss(c)) >> 15))                             \
    W("vmad.s32.s32.s32.sat.shr15 %0, %1, %2.h0, %3;", clamp((ss(a) * part(b, "h0", true) + ss(c)) >> 15, 32, true))   \
    W("vadd2.u32.u32.u32 %0, %1, %2, %3;", LANE(16, false, x + y))                                                     \
    W("vadd2.s32.s32.s32.sat %0, %1, %2, %3;", LANE(16, true, clamp(x + y, 16, true)))                                 \
    W("vsub2.u32.u32.u32.sat %0, %1, %2, %3;", LANE(16, false, clamp(x - y, 16, false)))                               \
    W("vabsdiff2.s32.s32.s32 %0, %1, %2, %3;", LANE(16, true, magnitude(x - y)))                                       \
    W("vmin2.s32.s32.s32 %0, %1, %2, %3;", LANE(16, true, smaller(x, y)))                                              \
    W("vmax2.u32.u32.u32 %0, %1, %2, %3;", LANE(16, false, larger(x, y)))                                              \
    W("vavrg2.u32.u32.u32 %0, %1, %2, %3;", LANE(16, false, (x + y + 1) >> 1))                                         \
    W("vset2.u32.u32.eq %0, %1, %2, %3;", LANE(16, false, x == y))                                                     \
    W("vset2.s32.s32.lt.add %0, %1, %2, %3;", SUM(16, true, x < y))                                                    \
    W("vadd4.u32.u32.u32 %0, %1, %2, %3;", LANE(8, false, x + y))                                                      \
    W("vadd4.s32.s32.s32.sat %0, %1, %2, %3;", LANE(8, true, clamp(x + y, 8, true)))                                   \
    W("vsub4.s32.s32.s32 %0, %1, %2, %3;", LANE(8, true, x - y))                                                       \
    W("vabsdiff4.u32.u32.u32 %0, %1, %2, %3;", LANE(8, false, magnitude(x - y)))                                       \
    W("vabsdiff4.u32.u32.u32.add %0, %1, %2, %3;", SUM(8, false, magnitude(x - y)))                                    \
    W("vmin4.u32.u32.u32.add %0, %1, %2, %3;", SUM(8, false, smaller(x, y)))                                           \
    W("vmax4.s32.s32.s32 %0, %1, %2, %3;", LANE(8, true, larger(x, y)))                                                \
    W("vavrg4.s32.s32.s32 %0, %1, %2, %3;", LANE(8, true, (x + y + (x + y >= 0)) >> 1))                                \
    W("vset4.u32.u32.gt %0, %1, %2, %3;", LANE(8, false, x > y))

static const std::vector<u32> words = {0,          1,          7,          31,         0xffffffff, 0x7fffffff,
                                       0x80000000, 0x12345678, 0xfedcba98, 0x00ff80ff, 0x33};
static const std::vector<u64> longs(11);

CHECK_FORMS(FORMS, words, longs)
