// about: inline PTX: logic, shifts beyond the width, bit fields, permutations of bytes
#include "../common/ptx.h"

static int s(u32 v) { return (int)v; }
static s64 sl(u64 v) { return (s64)v; }
// Positions and lengths beyond 255, which the ISA does not allow: GPUs see the lower byte, in 64 bits all of it.
static u32 byte_or_all(u32 v, int bits) { return bits == 32 ? v & 0xff : v < 255 ? v : 255; }
// The PTX ISA's pseudo-code of `bfe`, bit by bit.
static u64 field(u64 a, u32 pos, u32 len, int bits, bool is_signed) {
    pos = byte_or_all(pos, bits), len = byte_or_all(len, bits);
    int msb = bits - 1;
    int at = (int)(pos + len) - 1;
    bool sign = is_signed && len != 0 && (a >> (at < msb ? at : msb) & 1);
    u64 d = 0;
    for (int i = 0; i <= msb; i++) {
        bool bit = i < (int)len && (int)pos + i <= msb ? a >> (pos + i) & 1 : sign;
        d |= (u64)bit << i;
    }
    return d;
}
static u64 inserted(u64 a, u64 b, u32 pos, u32 len, int bits) {
    pos = byte_or_all(pos, bits), len = byte_or_all(len, bits);
    u64 f = b;
    for (int i = 0; i < (int)len && (int)pos + i < bits; i++)
        f = (f & ~(1ull << (pos + i))) | (a >> i & 1) << (pos + i);
    return f;
}
static u32 found(u64 a, int bits, bool is_signed, bool shift) {
    if (is_signed && a >> (bits - 1) & 1)
        a = ~a & (bits == 64 ? ~0ull : 0xffffffff);
    for (int i = bits - 1; i >= 0; i--)
        if (a >> i & 1)
            return shift ? bits - 1 - i : i;
    return 0xffffffff;
}
static u32 leading(u64 a, int bits) {
    u32 n = 0;
    for (int i = bits - 1; i >= 0 && !(a >> i & 1); i--)
        n++;
    return n;
}
static u64 reversed(u64 a, int bits) {
    u64 r = 0;
    for (int i = 0; i < bits; i++)
        r |= (a >> i & 1) << (bits - 1 - i);
    return r;
}
static u32 permuted(u32 a, u32 b, u32 selectors) {
    u64 bytes = (u64)b << 32 | a;
    u32 r = 0;
    for (int i = 0; i < 4; i++) {
        u32 n = selectors >> (4 * i) & 15, byte = bytes >> (8 * (n & 7)) & 0xff;
        r |= (n & 8 ? (byte & 0x80 ? 0xffu : 0) : byte) << (8 * i);
    }
    return r;
}
static u32 pick(u32 n, u32 s0, u32 s1, u32 s2, u32 s3) { return n == 0 ? s0 : n == 1 ? s1 : n == 2 ? s2 : s3; }
static u32 nth(u32 mask, u32 base, int n) {
    if (base > 31)
        return 0xffffffff;
    if (n == 0)
        return mask >> base & 1 ? base : 0xffffffff;
    int step = n < 0 ? -1 : 1;
    for (int at = (int)base; at >= 0 && at < 32; at += step)
        if (mask >> at & 1 && (n -= step) == 0)
            return at;
    return 0xffffffff;
}
static u64 shifted(u64 a, u32 n, int bits, bool is_signed) {
    bool sign = is_signed && a >> (bits - 1) & 1;
    u64 ones = bits == 64 ? ~0ull : (1ull << bits) - 1;
    if (n >= (u32)bits)
        return sign ? ones : 0;
    return (a >> n | (sign && n ? ones << (bits - n) : 0)) & ones;
}
static u32 mask_of(u32 a, u32 b) {
    u32 r = 0;
    for (u64 i = 0; i < 32; i++)
        r |= i >= a && i < (u64)a + b ? 1u << i : 0;
    return r;
}
static u32 extended(u32 a, u32 n, bool is_signed) {
    if (n == 0)
        return 0;
    if (n > 31)
        return a;
    return is_signed ? (u32)((int)(a << (32 - n)) >> (32 - n)) : a << (32 - n) >> (32 - n);
}

#define FORMS(W, L, F, D)                                                                                                    \
    W("and.b32 %0, %1, %2;", a &b)                                                                                     \
    W("or.b32 %0, %1, %2;", a | b)                                                                                     \
    W("xor.b32 %0, %1, %2;", a ^ b)                                                                                    \
    W("not.b32 %0, %1;", ~a)                                                                                           \
    W("cnot.b32 %0, %1;", !a)                                                                                          \
    W("lop3.b32 %0, %1, %2, %3, 0x96;", a ^ b ^ c)                                                                     \
    W("lop3.b32 %0, %1, %2, %3, 0xe8;", (a & b) | (a & c) | (b & c))                                                   \
    W("lop3.b32 %0, %1, %2, %3, 0xb8;", (a & ~b) | (b & c))                                                             \
    W("lop3.b32 %0, %1, %2, %3, 0;", 0)                                                                                \
    W("lop3.b32 %0, %1, %2, %3, 0xff;", ~0u)                                                                           \
    W("shl.b32 %0, %1, %2;", b > 31 ? 0 : a << b)                                                                      \
    W("shr.u32 %0, %1, %2;", shifted(a, b, 32, false))                                                                 \
    W("shr.b32 %0, %1, %2;", shifted(a, b, 32, false))                                                                 \
    W("shr.s32 %0, %1, %2;", shifted(a, b, 32, true))                                                                  \
    W("shf.l.wrap.b32 %0, %1, %2, %3;", ((u64)b << 32 | a) << (c & 31) >> 32)                                          \
    W("shf.r.wrap.b32 %0, %1, %2, %3;", ((u64)b << 32 | a) >> (c & 31))                                                \
    W("shf.l.clamp.b32 %0, %1, %2, %3;", c > 31 ? a : ((u64)b << 32 | a) << c >> 32)                                   \
    W("shf.r.clamp.b32 %0, %1, %2, %3;", c > 31 ? b : ((u64)b << 32 | a) >> c)                                         \
    W("prmt.b32 %0, %1, %2, %3;", permuted(a, b, c))                                                                   \
    W("prmt.b32.f4e %0, %1, %2, %3;", permuted(a, b, pick(c & 3, 0x3210, 0x4321, 0x5432, 0x6543)))                     \
    W("prmt.b32.b4e %0, %1, %2, %3;", permuted(a, b, pick(c & 3, 0x5670, 0x6701, 0x7012, 0x0123)))                     \
    W("prmt.b32.rc8 %0, %1, %2, %3;", permuted(a, b, (c & 3) * 0x1111))                                                \
    W("prmt.b32.ecl %0, %1, %2, %3;", permuted(a, b, pick(c & 3, 0x3210, 0x3211, 0x3222, 0x3333)))                     \
    W("prmt.b32.ecr %0, %1, %2, %3;", permuted(a, b, pick(c & 3, 0x0000, 0x1110, 0x2210, 0x3210)))                     \
    W("prmt.b32.rc16 %0, %1, %2, %3;", permuted(a, b, c & 1 ? 0x3232 : 0x1010))                                        \
    W("popc.b32 %0, %1;", __builtin_popcount(a))                                                                       \
    W("clz.b32 %0, %1;", leading(a, 32))                                                                               \
    W("brev.b32 %0, %1;", reversed(a, 32))                                                                             \
    W("bfind.u32 %0, %1;", found(a, 32, false, false))                                                                 \
    W("bfind.s32 %0, %1;", found(a, 32, true, false))                                                                  \
    W("bfind.shiftamt.u32 %0, %1;", found(a, 32, false, true))                                                         \
    W("bfind.shiftamt.s32 %0, %1;", found(a, 32, true, true))                                                          \
    W("bfe.u32 %0, %1, %2, %3;", field(a, b, c, 32, false))                                                            \
    W("bfe.s32 %0, %1, %2, %3;", field(a, b, c, 32, true))                                                             \
    W("bfi.b32 %0, %1, %2, %3, 7;", inserted(a, b, c, 7, 32))                                                          \
    W("bfi.b32 %0, %1, %2, 3, %3;", inserted(a, b, 3, c, 32))                                                          \
    W("fns.b32 %0, %1, %2, %3;", c == 0x80000000 ? 0 : nth(a, b, s(c)))                                            \
    W("bmsk.clamp.b32 %0, %1, %2;", mask_of(a, b))                                                                     \
    W("bmsk.wrap.b32 %0, %1, %2;", mask_of(a & 31, b & 31))                                                            \
    W("szext.clamp.u32 %0, %1, %2;", extended(a, b, false))                                                            \
    W("szext.clamp.s32 %0, %1, %2;", extended(a, b, true))                                                             \
    W("szext.wrap.s32 %0, %1, %2;", extended(a, b & 31, true))                                                         \
    W("{ .reg .b16 p, q; mov.b32 {p, q}, %1; shl.b16 p, p, %2; mov.b32 %0, {p, q}; }",                                 \
      (a & 0xffff0000) | (b > 15 ? 0 : (a << b & 0xffff)))                                                             \
    W("{ .reg .b16 p, q; mov.b32 {p, q}, %1; and.b16 p, p, q; not.b16 q, q; mov.b32 %0, {p, q}; }",                    \
      (~a & 0xffff0000) | (a & a >> 16))                                                                               \
    W("{ .reg .s16 p, q; mov.b32 {p, q}, %1; shr.s16 p, p, %2; cvt.u32.u16 %0, p; }",                                  \
      shifted(a & 0xffff, b, 16, true))                                                                                \
    W("{ .reg .pred p, q; setp.lt.u32 p, %1, %2; setp.lt.u32 q, %2, %3; xor.pred p, p, q; not.pred q, q;"              \
      " and.pred p, p, q; selp.u32 %0, 1, 0, p; }",                                                                    \
      ((a < b) != (b < c)) && !(b < c))                                                                                \
    L("and.b64 %0, %1, %2;", x &y)                                                                                     \
    L("or.b64 %0, %1, %2;", x | y)                                                                                     \
    L("xor.b64 %0, %1, %2;", x ^ y)                                                                                    \
    L("not.b64 %0, %1;", ~x)                                                                                           \
    L("cnot.b64 %0, %1;", !x)                                                                                          \
    L("{ .reg .u32 n; cvt.u32.u64 n, %2; shl.b64 %0, %1, n; }", (u32)y > 63 ? 0 : x << (u32)y)                         \
    L("{ .reg .u32 n; cvt.u32.u64 n, %2; shr.u64 %0, %1, n; }", shifted(x, (u32)y, 64, false))                         \
    L("{ .reg .u32 n; cvt.u32.u64 n, %2; shr.s64 %0, %1, n; }", shifted(x, (u32)y, 64, true))                          \
    L("{ .reg .u32 n; popc.b64 n, %1; cvt.u64.u32 %0, n; }", __builtin_popcountll(x))                                  \
    L("{ .reg .u32 n; clz.b64 n, %1; cvt.u64.u32 %0, n; }", leading(x, 64))                                            \
    L("brev.b64 %0, %1;", reversed(x, 64))                                                                             \
    L("{ .reg .u32 n; bfind.u64 n, %1; cvt.u64.u32 %0, n; }", found(x, 64, false, false))                              \
    L("{ .reg .u32 n; bfind.shiftamt.s64 n, %1; cvt.u64.u32 %0, n; }", found(x, 64, true, true))                       \
    L("{ .reg .u32 n, m; cvt.u32.u64 n, %2; cvt.u32.u64 m, %3; bfe.u64 %0, %1, n, m; }",                               \
      field(x, (u32)y, (u32)z, 64, false))                                                                             \
    L("{ .reg .u32 n, m; cvt.u32.u64 n, %2; cvt.u32.u64 m, %3; bfe.s64 %0, %1, n, m; }",                               \
      field(x, (u32)y, (u32)z, 64, true))                                                                              \
    L("{ .reg .u32 n; cvt.u32.u64 n, %3; bfi.b64 %0, %1, %2, n, 20; }", inserted(x, y, (u32)z, 20, 64))

static const std::vector<u32> words = {0, 1, 5, 16, 31, 32, 33, 255, 0xffffffff, 0x80000000, 0x12345678, 0xfe98ba10};
static const std::vector<u64> longs = {0,  1,  5,   16,    31,
                                       63, 64, 255, ~0ull, 0x8000000000000000,
                                       0x0123456789abcdef, 0xfedcba9876543210};

CHECK_FORMS(FORMS, words, longs)
