// about: inline PTX: integer arithmetic, its edges included (overflow, saturation, division by -1)
#include "../common/ptx.h"

typedef __int128 s128;
typedef unsigned __int128 u128;

static s64 sat32(s64 v) { return v > 2147483647 ? 2147483647 : v < -2147483648ll ? -2147483648ll : v; }
static int s(u32 v) { return (int)v; }
static s64 sl(u64 v) { return (s64)v; }
static s64 low24(u32 v) { return (int)(v << 8) >> 8; }
static u64 ulow24(u32 v) { return v & 0xffffff; }
static u32 byte(u32 v, int i) { return v >> (8 * i) & 0xff; }
static int sbyte(u32 v, int i) { return (signed char)byte(v, i); }
static u32 dot4(u32 a, u32 b, u32 c, bool sa, bool sb) {
    for (int i = 0; i < 4; i++)
        c += (sa ? sbyte(a, i) : (int)byte(a, i)) * (sb ? sbyte(b, i) : (int)byte(b, i));
    return c;
}
static u32 dot2(u32 a, u32 b, u32 c, int first) {
    for (int i = 0; i < 2; i++)
        c += (int)(short)(a >> (16 * i)) * (int)byte(b, first + i);
    return c;
}
static u32 pairs(u32 a, u32 b, int (*f)(int, int)) {
    return ((u32)f((short)a, (short)b) & 0xffff) | (u32)f((short)(a >> 16), (short)(b >> 16)) << 16;
}
// By zero: the ISA leaves both to the machine; GPUs give all ones.
#define DIV(T, a, b) ((b) == 0 ? (T)-1 : (b) == (T)-1 && (T)-1 < (T)0 ? (T)(0 - (u64)(a)) : (T)((a) / (b)))
#define REM(T, a, b) ((b) == 0 ? (T)-1 : (b) == (T)-1 && (T)-1 < (T)0 ? (T)0 : (T)((a) % (b)))

#define FORMS(W, L, F, D)                                                                                                    \
    W("add.u32 %0, %1, %2;", a + b)                                                                                    \
    W("add.s32 %0, %1, -5;", a - 5)                                                                                    \
    W("add.sat.s32 %0, %1, %2;", sat32((s64)s(a) + s(b)))                                                              \
    W("sub.u32 %0, %1, %2;", a - b)                                                                                    \
    W("sub.sat.s32 %0, %1, %2;", sat32((s64)s(a) - s(b)))                                                              \
    W("add.s16x2 %0, %1, %2;", pairs(a, b, [](int p, int q) { return p + q; }))                                        \
    W("add.u16x2 %0, %1, %2;", pairs(a, b, [](int p, int q) { return p + q; }))                                        \
    W("min.s16x2 %0, %1, %2;", pairs(a, b, [](int p, int q) { return p < q ? p : q; }))                                \
    W("max.s16x2 %0, %1, %2;", pairs(a, b, [](int p, int q) { return p > q ? p : q; }))                                \
    W("max.u16x2 %0, %1, %2;", pairs(a, b, [](int p, int q) { return (p & 0xffff) > (q & 0xffff) ? p : q; }))          \
    W("max.relu.s32 %0, %1, %2;", s(a) > s(b) ? (s(a) > 0 ? a : 0) : (s(b) > 0 ? b : 0))                               \
    W("mul.lo.u32 %0, %1, %2;", a *b)                                                                                  \
    W("mul.lo.s32 %0, %1, %2;", a *b)                                                                                  \
    W("mul.hi.u32 %0, %1, %2;", (u64)a *b >> 32)                                                                       \
    W("mul.hi.s32 %0, %1, %2;", (s64)s(a) * s(b) >> 32)                                                                \
    W("mad.lo.s32 %0, %1, %2, %3;", a *b + c)                                                                          \
    W("mad.lo.u32 %0, %1, 77, %3;", a * 77 + c)                                                                        \
    W("mad.hi.u32 %0, %1, %2, %3;", ((u64)a * b >> 32) + c)                                                            \
    W("mad.hi.s32 %0, %1, %2, %3;", ((s64)s(a) * s(b) >> 32) + c)                                                      \
    W("mad.hi.sat.s32 %0, %1, %2, %3;", sat32(((s64)s(a) * s(b) >> 32) + s(c)))                                        \
    W("mul24.lo.u32 %0, %1, %2;", ulow24(a) * ulow24(b))                                                               \
    W("mul24.lo.s32 %0, %1, %2;", low24(a) * low24(b))                                                                 \
    W("mul24.hi.u32 %0, %1, %2;", ulow24(a) * ulow24(b) >> 16)                                                         \
    W("mul24.hi.s32 %0, %1, %2;", low24(a) * low24(b) >> 16)                                                           \
    W("mad24.lo.u32 %0, %1, %2, %3;", ulow24(a) * ulow24(b) + c)                                                       \
    W("mad24.hi.s32 %0, %1, %2, %3;", (low24(a) * low24(b) >> 16) + c)                                                 \
    W("mad24.hi.sat.s32 %0, %1, %2, %3;", sat32(s((u32)(low24(a) * low24(b) >> 16)) + (s64)s(c)))                      \
    W("sad.u32 %0, %1, %2, %3;", (a > b ? a - b : b - a) + c)                                                          \
    W("sad.s32 %0, %1, %2, %3;", (s(a) > s(b) ? a - b : b - a) + c)                                                    \
    W("div.u32 %0, %1, %2;", DIV(u32, a, b))                                                                           \
    W("div.s32 %0, %1, %2;", DIV(int, s(a), s(b)))                                                                     \
    W("rem.u32 %0, %1, %2;", REM(u32, a, b))                                                                           \
    W("rem.s32 %0, %1, %2;", REM(int, s(a), s(b)))                                                                     \
    W("abs.s32 %0, %1;", s(a) < 0 ? 0 - a : a)                                                                         \
    W("neg.s32 %0, %1;", 0 - a)                                                                                        \
    W("min.u32 %0, %1, %2;", a < b ? a : b)                                                                            \
    W("min.s32 %0, %1, %2;", s(a) < s(b) ? a : b)                                                                      \
    W("max.u32 %0, %1, %2;", a > b ? a : b)                                                                            \
    W("max.s32 %0, %1, %2;", s(a) > s(b) ? a : b)                                                                      \
    W("dp4a.u32.u32 %0, %1, %2, %3;", dot4(a, b, c, false, false))                                                     \
    W("dp4a.s32.s32 %0, %1, %2, %3;", dot4(a, b, c, true, true))                                                       \
    W("dp4a.s32.u32 %0, %1, %2, %3;", dot4(a, b, c, true, false))                                                      \
    W("dp2a.lo.s32.u32 %0, %1, %2, %3;", dot2(a, b, c, 0))                                                             \
    W("dp2a.hi.s32.u32 %0, %1, %2, %3;", dot2(a, b, c, 2))                                                             \
    W("{ .reg .u16 p, q; .reg .u32 t; mov.b32 {p, _}, %1; mov.b32 {_, q}, %2; mul.wide.u16 %0, p, q; }",               \
      (a & 0xffff) * (b >> 16))                                                                                        \
    W("{ .reg .s16 p, q; mov.b32 {p, q}, %1; mul.hi.s16 p, p, q; cvt.s32.s16 %0, p; }",                                \
      ((int)(short)a * (int)(short)(a >> 16)) >> 16)                                                                   \
    W("{ .reg .s16 p, q; mov.b32 {p, q}, %1; add.s16 p, p, q; cvt.s32.s16 %0, p; }",                                   \
      (int)(short)((a & 0xffff) + (a >> 16)))                                                                          \
    L("add.u64 %0, %1, %2;", x + y)                                                                                    \
    L("sub.s64 %0, %1, %2;", x - y)                                                                                    \
    L("mul.lo.u64 %0, %1, %2;", x *y)                                                                                  \
    L("mul.hi.u64 %0, %1, %2;", (u128)x *y >> 64)                                                                      \
    L("mul.hi.s64 %0, %1, %2;", (s128)sl(x) * sl(y) >> 64)                                                             \
    L("mad.lo.s64 %0, %1, %2, %3;", x *y + z)                                                                          \
    L("mad.hi.u64 %0, %1, %2, %3;", (u64)((u128)x * y >> 64) + z)                                                      \
    L("{ .reg .u32 p, q; cvt.u32.u64 p, %1; cvt.u32.u64 q, %2; mul.wide.u32 %0, p, q; }", (u64)(u32)x *(u32)y)         \
    L("{ .reg .s32 p, q; cvt.s32.s64 p, %1; cvt.s32.s64 q, %2; mul.wide.s32 %0, p, q; }", (s64)(int)x *(int)y)         \
    L("{ .reg .s32 p, q; cvt.s32.s64 p, %1; cvt.s32.s64 q, %2; mad.wide.s32 %0, p, q, %3; }",                          \
      (u64)((s64)(int)x * (int)y) + z)                                                                                 \
    L("sad.u64 %0, %1, %2, %3;", (x > y ? x - y : y - x) + z)                                                          \
    L("div.u64 %0, %1, %2;", DIV(u64, x, y))                                                                           \
    L("div.s64 %0, %1, %2;", DIV(s64, sl(x), sl(y)))                                                                   \
    L("rem.u64 %0, %1, %2;", REM(u64, x, y))                                                                           \
    L("rem.s64 %0, %1, %2;", REM(s64, sl(x), sl(y)))                                                                   \
    L("abs.s64 %0, %1;", sl(x) < 0 ? 0 - x : x)                                                                        \
    L("neg.s64 %0, %1;", 0 - x)                                                                                        \
    L("min.s64 %0, %1, %2;", sl(x) < sl(y) ? x : y)                                                                    \
    L("max.u64 %0, %1, %2;", x > y ? x : y)

static const std::vector<u32> words = {0,          1,          2,          0xffffffff, 0x7fffffff, 0x80000000,
                                       0x12345678, 0xdeadbeef, 0x00ffffff, 0xff800000};
static const std::vector<u64> longs = {0,
                                       1,
                                       3,
                                       ~0ull,
                                       0x7fffffffffffffff,
                                       0x8000000000000000,
                                       0x0123456789abcdef,
                                       0xfedcba9876543210,
                                       0xffffffff,
                                       0x100000000};

CHECK_FORMS(FORMS, words, longs)
