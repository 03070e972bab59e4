// about: inline PTX: comparisons into predicates and numbers, Boolean operators, selections, classes of floats
#include "../common/ptx.h"

static float fa(u32 v) { return as_float(v); }
static float fz(u32 v) { return std::fabs(as_float(v)) < 0x1p-126f ? std::copysign(0.0f, as_float(v)) : as_float(v); }
static int s(u32 v) { return (int)v; }
static bool un(u32 a, u32 b) { return std::isnan(fa(a)) || std::isnan(fa(b)); }
static double da(u64 v) { return as_double(v); }
static float half(u32 h) {
    float m = h & 0x7c00 ? std::ldexp((float)((h & 0x3ff) | 0x400), (int)(h >> 10 & 31) - 25) : std::ldexp((float)(h & 0x3ff), -24);
    m = (h & 0x7c00) == 0x7c00 ? (h & 0x3ff ? NAN : INFINITY) : m;
    return h & 0x8000 ? -m : m;
}
static float brain(u32 h) { return as_float(h << 16); }

#define P(op) "{ .reg .pred p; setp." op " p, %1, %2; selp.u32 %0, 1, 0, p; }"
#define PC(op) "{ .reg .pred p, q; setp.lt.u32 q, %3, 100; setp." op " p, %1, %2, q; selp.u32 %0, 1, 0, p; }"
#define PL(op) "{ .reg .pred p; setp." op " p, %1, %2; selp.u64 %0, 1, 0, p; }"
#define H(op)                                                                                                          \
    "{ .reg .pred p; .reg .b16 g, h; mov.b32 {g, _}, %1; mov.b32 {h, _}, %2; setp." op " p, g, h; selp.u32 %0, 1, 0, p; }"
#define T(class) "{ .reg .pred p; testp." class ".f32 p, %1; selp.u32 %0, 1, 0, p; }"

#define FORMS(W, L, F, D)                                                                                              \
    W(P("eq.s32"), a == b)                                                                                             \
    W(P("ne.b32"), a != b)                                                                                             \
    W(P("lt.s32"), s(a) < s(b))                                                                                        \
    W(P("le.s32"), s(a) <= s(b))                                                                                       \
    W(P("gt.s32"), s(a) > s(b))                                                                                        \
    W(P("ge.s32"), s(a) >= s(b))                                                                                       \
    W(P("lt.u32"), a < b)                                                                                              \
    W(P("lo.u32"), a < b)                                                                                              \
    W(P("ls.u32"), a <= b)                                                                                             \
    W(P("hi.u32"), a > b)                                                                                              \
    W(P("hs.u32"), a >= b)                                                                                             \
    W(P("eq.f32"), fa(a) == fa(b))                                                                                     \
    W(P("ne.f32"), !un(a, b) && fa(a) != fa(b))                                                                        \
    W(P("lt.f32"), fa(a) < fa(b))                                                                                      \
    W(P("ge.f32"), fa(a) >= fa(b))                                                                                     \
    W(P("equ.f32"), un(a, b) || fa(a) == fa(b))                                                                        \
    W(P("neu.f32"), fa(a) != fa(b))                                                                                    \
    W(P("ltu.f32"), !(fa(a) >= fa(b)))                                                                                 \
    W(P("leu.f32"), !(fa(a) > fa(b)))                                                                                  \
    W(P("gtu.f32"), !(fa(a) <= fa(b)))                                                                                 \
    W(P("geu.f32"), !(fa(a) < fa(b)))                                                                                  \
    W(P("num.f32"), !un(a, b))                                                                                         \
    W(P("nan.f32"), un(a, b))                                                                                          \
    W(P("gt.ftz.f32"), fz(a) > fz(b))                                                                                  \
    W(PC("lt.and.s32"), s(a) < s(b) && c < 100)                                                                        \
    W(PC("lt.or.u32"), a < b || c < 100)                                                                               \
    W(PC("eq.xor.f32"), (fa(a) == fa(b)) != (c < 100))                                                                 \
    W("{ .reg .pred p, q; setp.lt.u32 p|q, %1, %2; selp.u32 %0, 1, 0, p; @q add.u32 %0, %0, 2; }", a < b ? 1 : 2)      \
    W("{ .reg .pred p, q, r; setp.lt.u32 r, %3, 100; setp.lt.and.u32 p|q, %1, %2, !r; selp.u32 %0, 1, 0, p;"           \
      " @q add.u32 %0, %0, 2; }",                                                                                      \
      c < 100 ? 0 : a < b ? 1 : 2)                                                                                     \
    W("set.lt.u32.s32 %0, %1, %2;", s(a) < s(b) ? ~0u : 0)                                                             \
    W("set.ge.s32.f32 %0, %1, %2;", fa(a) >= fa(b) ? ~0u : 0)                                                          \
    W("set.neu.ftz.f32.f32 %0, %1, %2;", bits_of(fz(a) != fz(b) ? 1.0f : 0.0f))                                        \
    W("{ .reg .pred p; setp.ne.u32 p, %3, 0; set.eq.and.f32.u32 %0, %1, %2, p; }",                                     \
      bits_of(a == b && c != 0 ? 1.0f : 0.0f))                                                                         \
    W("slct.u32.s32 %0, %1, %2, %3;", s(c) >= 0 ? a : b)                                                               \
    W("slct.s32.f32 %0, %1, %2, %3;", fa(c) >= 0 ? a : b)                                                              \
    W("slct.ftz.b32.f32 %0, %1, %2, %3;", fz(c) >= 0 ? a : b)                                                          \
    W(T("finite"), std::isfinite(fa(a)))                                                                               \
    W(T("infinite"), std::isinf(fa(a)))                                                                                \
    W(T("number"), !std::isnan(fa(a)))                                                                                 \
    W(T("notanumber"), std::isnan(fa(a)))                                                                              \
    W(T("normal"), std::isnormal(fa(a)) || fa(a) == 0)                                                                               \
    W(T("subnormal"), std::fpclassify(fa(a)) == FP_SUBNORMAL)                                                          \
    W(H("lt.f16"), half(a & 0xffff) < half(b & 0xffff))                                                                \
    W(H("geu.f16"), !(half(a & 0xffff) < half(b & 0xffff)))                                                            \
    W(H("gt.bf16"), brain(a & 0xffff) > brain(b & 0xffff))                                                             \
    W("{ .reg .pred p, q; setp.eq.f16x2 p|q, %1, %2; selp.u32 %0, 1, 0, p; @q add.u32 %0, %0, 2; }",                   \
      (half(a & 0xffff) == half(b & 0xffff)) + 2 * (half(a >> 16) == half(b >> 16)))                                   \
    W("set.le.f16x2.f16x2 %0, %1, %2;", (half(a & 0xffff) <= half(b & 0xffff) ? 0x3c00 : 0) |                          \
                                            (half(a >> 16) <= half(b >> 16) ? 0x3c000000 : 0))                         \
    L(PL("lt.s64"), (s64)x < (s64)y)                                                                                   \
    L(PL("hs.u64"), x >= y)                                                                                            \
    L(PL("ne.b64"), x != y)                                                                                            \
    L(PL("le.f64"), da(x) <= da(y))                                                                                    \
    L(PL("neu.f64"), da(x) != da(y))                                                                                   \
    L("{ .reg .pred p; testp.subnormal.f64 p, %1; selp.b64 %0, %2, %3, p; }",                                          \
      std::fpclassify(da(x)) == FP_SUBNORMAL ? y : z)                                                                  \
    L("{ .reg .s32 n; cvt.s32.s64 n, %3; slct.u64.s32 %0, %1, %2, n; }", (int)z >= 0 ? x : y)

static const std::vector<u32> words = {0,          0x80000000, 0x3f800000, 0xbf800000, 0x00000001, 0x80000001,
                                       0x7f800000, 0x7fc00000, 0xffffffff, 0x3c003c00, 0x7c01fc00, 77};
static const std::vector<u64> longs = {0,
                                       0x8000000000000000,
                                       0x3ff0000000000000,
                                       0xbff0000000000000,
                                       1,
                                       0x800fffffffffffff,
                                       0x7ff0000000000000,
                                       0x7ff8000000000000,
                                       ~0ull,
                                       0x0010000000000000,
                                       0xffffffff,
                                       77};

CHECK_FORMS(FORMS, words, longs)
