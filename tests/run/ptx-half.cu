// about: inline PTX: arithmetic of .f16x2 and .bf16x2, and of single halves
#include "../common/ptx_half.h"

#define BOTH(expression) each_half(a, b, c, [](u32 p, u32 q, u32 r) -> u32 { (void)p, (void)q, (void)r; return expression; })

static u32 flush(u32 h) { return h & 0x7c00 ? h : h & 0x8000; }
static u32 number_or_nan(u32 r, u32 infinity) { return (r & 0x7fff) > infinity ? 0x7fff : r; }
static u32 sat(u32 h) { return h & 0x8000 || (h & 0x7fff) > 0x7c00 ? 0 : h > 0x3c00 ? 0x3c00 : h; }
static u32 relu(u32 h, u32 infinity) { return (h & 0x7fff) > infinity ? 0x7fff : h & 0x8000 ? 0 : h; }
// Exact in __float128: 2 * 11 bits at exponents from -48 to 31; bfloat16's are kept within 113 bits by the values below.
static u32 fma_half(u32 p, u32 q, u32 r, int bits) {
    double x = half_value(p, bits), y = half_value(q, bits), z = half_value(r, bits), plain = x * y + z;
    if (std::isnan(plain) || std::isinf(x) || std::isinf(y) || std::isinf(z))
        return to_half(plain, std::signbit(plain), bits, NEAREST);
    __float128 exact = (__float128)x * y + z;
    return to_half(exact, exact < 0 || (exact == 0 && std::signbit(plain)), bits, NEAREST);
}
static u32 h_fma(u32 p, u32 q, u32 r) { return fma_half(p, q, r, 5); }
static u32 b_fma(u32 p, u32 q, u32 r) { return fma_half(p, q, r, 8); }
static bool nan16(u32 h, u32 infinity) { return (h & 0x7fff) > infinity; }
static int key(u32 h) { return h & 0x8000 ? -(int)(h & 0x7fff) - 1 : (int)h; }
static u32 extreme(u32 p, u32 q, u32 infinity, bool greater, bool nan, bool signs) {
    u32 sign = signs ? (p ^ q) & 0x8000 : 0;
    bool pn = nan16(p, infinity), qn = nan16(q, infinity);
    if (signs)
        p &= 0x7fff, q &= 0x7fff;
    if ((pn && qn) || ((pn || qn) && nan))
        return 0x7fff;
    u32 r = pn ? q : qn ? p : (key(p) > key(q)) == greater ? p : q;
    return signs ? r | sign : r;
}

#define FORMS(W, L, F, D)                                                                                              \
    W("add.f16x2 %0, %1, %2;", BOTH(to_f16(f16(p) + f16(q))))                                                          \
    W("add.rn.f16x2 %0, %1, %2;", BOTH(to_f16(f16(p) + f16(q))))                                                       \
    W("add.ftz.f16x2 %0, %1, %2;", BOTH(flush(to_f16(f16(flush(p)) + f16(flush(q))))))                                 \
    W("add.sat.f16x2 %0, %1, %2;", BOTH(sat(to_f16(f16(p) + f16(q)))))                                                 \
    W("sub.f16x2 %0, %1, %2;", BOTH(to_f16(f16(p) - f16(q))))                                                          \
    W("mul.f16x2 %0, %1, %2;", BOTH(to_f16(f16(p) * f16(q))))                                                          \
    W("fma.rn.f16x2 %0, %1, %2, %3;", BOTH(h_fma(p, q, r)))                                                            \
    W("fma.rn.ftz.f16x2 %0, %1, %2, %3;", BOTH(flush(h_fma(flush(p), flush(q), flush(r)))))                            \
    W("fma.rn.sat.f16x2 %0, %1, %2, %3;", BOTH(sat(h_fma(p, q, r))))                                                   \
    W("fma.rn.relu.f16x2 %0, %1, %2, %3;", BOTH(relu(h_fma(p, q, r), 0x7c00)))                                         \
    W("neg.f16x2 %0, %1;", BOTH(number_or_nan(p ^ 0x8000, 0x7c00)))                                                    \
    W("abs.f16x2 %0, %1;", BOTH(number_or_nan(p & 0x7fff, 0x7c00)))                                                    \
    W("abs.ftz.f16x2 %0, %1;", BOTH(number_or_nan(flush(p) & 0x7fff, 0x7c00)))                                         \
    W("min.f16x2 %0, %1, %2;", BOTH(extreme(p, q, 0x7c00, false, false, false)))                                       \
    W("max.f16x2 %0, %1, %2;", BOTH(extreme(p, q, 0x7c00, true, false, false)))                                        \
    W("max.NaN.f16x2 %0, %1, %2;", BOTH(extreme(p, q, 0x7c00, true, true, false)))                                     \
    W("min.xorsign.abs.f16x2 %0, %1, %2;", BOTH(extreme(p, q, 0x7c00, false, false, true)))                            \
    W("{ .reg .f16 g, h; mov.b32 {g, h}, %1; add.f16 g, g, h; mov.b32 %0, {g, g}; }",                                  \
      to_f16(f16(a) + f16(a >> 16)) * 0x10001)                                                                         \
    W("{ .reg .b16 g, h; mov.b32 {g, h}, %1; sub.rn.f16 g, g, h; mul.f16 h, g, h; mov.b32 %0, {g, h}; }",              \
      [=] { u32 d = to_f16(f16(a) - f16(a >> 16)); return d | to_f16(f16(d) * f16(a >> 16)) << 16; }())                \
    W("{ .reg .b16 g, h; mov.b32 {g, h}, %1; fma.rn.f16 g, g, h, h; neg.f16 h, h; mov.b32 %0, {g, h}; }",              \
      h_fma(a & 0xffff, a >> 16, a >> 16) | number_or_nan(a >> 16 ^ 0x8000, 0x7c00) << 16)                                     \
    W("add.bf16x2 %0, %1, %2;", BOTH(to_bf16(bf16(p) + bf16(q))))                                                      \
    W("sub.rn.bf16x2 %0, %1, %2;", BOTH(to_bf16(bf16(p) - bf16(q))))                                                   \
    W("mul.bf16x2 %0, %1, %2;", BOTH(to_bf16(bf16(p) * bf16(q))))                                                      \
    W("fma.rn.bf16x2 %0, %1, %2, %3;", BOTH(b_fma(p, q, r)))                                                           \
    W("fma.rn.relu.bf16x2 %0, %1, %2, %3;", BOTH(relu(b_fma(p, q, r), 0x7f80)))                                        \
    W("neg.bf16x2 %0, %1;", BOTH(number_or_nan(p ^ 0x8000, 0x7f80)))                                                   \
    W("abs.bf16x2 %0, %1;", BOTH(number_or_nan(p & 0x7fff, 0x7f80)))                                                   \
    W("min.bf16x2 %0, %1, %2;", BOTH(extreme(p, q, 0x7f80, false, false, false)))                                      \
    W("max.NaN.bf16x2 %0, %1, %2;", BOTH(extreme(p, q, 0x7f80, true, true, false)))                                    \
    W("{ .reg .b16 g, h; mov.b32 {g, h}, %1; fma.rn.bf16 g, g, h, h; max.bf16 h, g, h; mov.b32 %0, {g, h}; }",         \
      [=] { u32 d = b_fma(a & 0xffff, a >> 16, a >> 16);                                                               \
            return d | extreme(d, a >> 16, 0x7f80, true, false, false) << 16; }())

static const std::vector<u32> words = {0x80000000, 0x3c003f80, 0x00010001, 0xbc018400, 0x7c007f80,
                                       0x7e007fc0, 0x7bff4280, 0x35553eab, 0x04018001, 0x3bff3f7f,
                                       0xc2483a01, 0x1401c0ff};
static const std::vector<u64> longs(12);

CHECK_FORMS(FORMS, words, longs)
