// about: inline PTX: arithmetic of .f32 and .f64 in every rounding, flushing, saturating; minima, signs, classes
#include "../common/ptx.h"
#include <cfenv>

// One operation of the host's in a rounding mode.
template <class T, class Operation> static T rounded(int mode, Operation operation) {
    volatile T result;
    fesetround(mode);
    result = operation();
    fesetround(FE_TONEAREST);
    return result;
}
#define HOST(T, mode, expression) rounded<T>(FE_##mode, [=]() -> T { volatile T p = u, q = v; (void)p, (void)q; return expression; })
#define SINGLE(mode, expression) [=] { float u = as_float(a), v = as_float(b); return HOST(float, mode, expression); }()
#define DOUBLE(mode, expression) [=] { double u = as_double(x), v = as_double(y); return HOST(double, mode, expression); }()

static float flush(float v) { return std::fabs(v) < 0x1p-126f ? std::copysign(0.0f, v) : v; }
static float sat(float v) { return v > 0 ? (v < 1 ? v : 1) : 0.0f; }
static float fa(u32 v) { return as_float(v); }
static float fz(u32 v) { return flush(as_float(v)); }
static bool below(float p, float q) { return p < q || (p == q && std::signbit(p) && !std::signbit(q)); }
static float least(float p, float q) { return std::isnan(p) ? q : std::isnan(q) ? p : below(p, q) ? p : q; }
static float most(float p, float q) { return std::isnan(p) ? q : std::isnan(q) ? p : below(p, q) ? q : p; }
static bool nans(float p, float q) { return std::isnan(p) || std::isnan(q); }
static float signs(float m, u32 a, u32 b) { return std::copysign(m, as_float((a ^ b) & 0x80000000)); }
static float correct_fma(float p, float q, float r) { return std::fma(p, q, r); }

#define FORMS(W, L, F, D)                                                                                              \
    F("add.f32 %0, %1, %2;", fa(a) + fa(b))                                                                            \
    F("add.rn.f32 %0, %1, %2;", fa(a) + fa(b))                                                                         \
    F("add.rz.f32 %0, %1, %2;", SINGLE(TOWARDZERO, p + q))                                                             \
    F("add.rm.f32 %0, %1, %2;", SINGLE(DOWNWARD, p + q))                                                               \
    F("add.rp.f32 %0, %1, %2;", SINGLE(UPWARD, p + q))                                                                 \
    F("add.ftz.f32 %0, %1, %2;", flush(fz(a) + fz(b)))                                                                 \
    F("add.sat.f32 %0, %1, %2;", sat(fa(a) + fa(b)))                                                                   \
    F("add.ftz.sat.f32 %0, %1, %2;", sat(flush(fz(a) + fz(b))))                                                        \
    F("sub.f32 %0, %1, %2;", fa(a) - fa(b))                                                                            \
    F("sub.rz.f32 %0, %1, %2;", SINGLE(TOWARDZERO, p - q))                                                             \
    F("sub.rm.f32 %0, %1, 0f3F800000;", as_float(a) != as_float(a) ? as_float(a) : rounded<float>(FE_DOWNWARD, [=] { volatile float p = as_float(a); return p - 1.0f; })) \
    F("mul.f32 %0, %1, %2;", fa(a) * fa(b))                                                                            \
    F("mul.rz.f32 %0, %1, %2;", SINGLE(TOWARDZERO, p *q))                                                              \
    F("mul.rm.f32 %0, %1, %2;", SINGLE(DOWNWARD, p *q))                                                                \
    F("mul.rp.f32 %0, %1, %2;", SINGLE(UPWARD, p *q))                                                                  \
    F("mul.ftz.f32 %0, %1, %2;", flush(fz(a) * fz(b)))                                                                 \
    F("mul.sat.f32 %0, %1, %2;", sat(fa(a) * fa(b)))                                                                   \
    F("fma.rn.f32 %0, %1, %2, %3;", correct_fma(fa(a), fa(b), fa(c)))                                                  \
    F("fma.rn.ftz.f32 %0, %1, %2, %3;", flush(correct_fma(fz(a), fz(b), fz(c))))                                       \
    F("fma.rn.sat.f32 %0, %1, %2, %3;", sat(correct_fma(fa(a), fa(b), fa(c))))                                         \
    F("mad.rn.f32 %0, %1, %2, %3;", correct_fma(fa(a), fa(b), fa(c)))                                                  \
    F("div.rn.f32 %0, %1, %2;", fa(a) / fa(b))                                                                         \
    F("div.rz.f32 %0, %1, %2;", SINGLE(TOWARDZERO, p / q))                                                             \
    F("div.rm.f32 %0, %1, %2;", SINGLE(DOWNWARD, p / q))                                                               \
    F("div.rp.f32 %0, %1, %2;", SINGLE(UPWARD, p / q))                                                                 \
    F("div.rn.ftz.f32 %0, %1, %2;", flush(fz(a) / fz(b)))                                                              \
    F("rcp.rn.f32 %0, %1;", 1.0f / fa(a))                                                                              \
    F("rcp.rz.f32 %0, %1;", SINGLE(TOWARDZERO, 1.0f / p))                                                              \
    F("rcp.rm.f32 %0, %1;", SINGLE(DOWNWARD, 1.0f / p))                                                                \
    F("rcp.rp.f32 %0, %1;", SINGLE(UPWARD, 1.0f / p))                                                                  \
    F("rcp.rn.ftz.f32 %0, %1;", flush(1.0f / fz(a)))                                                                   \
    F("sqrt.rn.f32 %0, %1;", std::sqrt(fa(a)))                                                                         \
    F("sqrt.rn.ftz.f32 %0, %1;", flush(std::sqrt(fz(a))))                                                              \
    F("min.f32 %0, %1, %2;", least(fa(a), fa(b)))                                                                      \
    F("max.f32 %0, %1, %2;", most(fa(a), fa(b)))                                                                       \
    F("min.ftz.f32 %0, %1, %2;", least(fz(a), fz(b)))                                                                  \
    F("max.NaN.f32 %0, %1, %2;", nans(fa(a), fa(b)) ? NAN : most(fa(a), fa(b)))                                        \
    F("min.NaN.f32 %0, %1, %2;", nans(fa(a), fa(b)) ? NAN : least(fa(a), fa(b)))                                       \
    F("max.xorsign.abs.f32 %0, %1, %2;", signs(most(std::fabs(fa(a)), std::fabs(fa(b))), a, b))                        \
    F("min.xorsign.abs.f32 %0, %1, %2;", signs(least(std::fabs(fa(a)), std::fabs(fa(b))), a, b))                       \
    F("abs.f32 %0, %1;", std::fabs(fa(a)))                                                                             \
    F("abs.ftz.f32 %0, %1;", std::fabs(fz(a)))                                                                         \
    F("neg.f32 %0, %1;", -fa(a))                                                                                       \
    F("neg.ftz.f32 %0, %1;", -fz(a))                                                                                   \
    F("copysign.f32 %0, %1, %2;", std::copysign(fa(b), fa(a)))                                                         \
    F("add.f32 %0, %1, 1.5;", fa(a) + 1.5f)                                                                            \
    D("add.f64 %0, %1, %2;", as_double(x) + as_double(y))                                                              \
    D("add.rz.f64 %0, %1, %2;", DOUBLE(TOWARDZERO, p + q))                                                             \
    D("add.rm.f64 %0, %1, %2;", DOUBLE(DOWNWARD, p + q))                                                               \
    D("sub.rp.f64 %0, %1, %2;", DOUBLE(UPWARD, p - q))                                                                 \
    D("mul.rn.f64 %0, %1, %2;", as_double(x) * as_double(y))                                                           \
    D("mul.rz.f64 %0, %1, %2;", DOUBLE(TOWARDZERO, p *q))                                                              \
    D("fma.rn.f64 %0, %1, %2, %3;", std::fma(as_double(x), as_double(y), as_double(z)))                                \
    D("mad.rn.f64 %0, %1, %2, %3;", std::fma(as_double(x), as_double(y), as_double(z)))                                \
    D("div.rn.f64 %0, %1, %2;", as_double(x) / as_double(y))                                                           \
    D("div.rm.f64 %0, %1, %2;", DOUBLE(DOWNWARD, p / q))                                                               \
    D("rcp.rn.f64 %0, %1;", 1.0 / as_double(x))                                                                        \
    D("rcp.rp.f64 %0, %1;", DOUBLE(UPWARD, 1.0 / p))                                                                   \
    D("sqrt.rn.f64 %0, %1;", std::sqrt(as_double(x)))                                                                  \
    D("sqrt.rz.f64 %0, %1;", as_double(x) < 0 ? NAN : DOUBLE(TOWARDZERO, std::sqrt(p)))                                \
    D("min.f64 %0, %1, %2;", std::fmin(as_double(x), as_double(y)))                                                    \
    D("max.f64 %0, %1, %2;", std::fmax(as_double(x), as_double(y)))                                                    \
    D("abs.f64 %0, %1;", std::fabs(as_double(x)))                                                                      \
    D("neg.f64 %0, %1;", -as_double(x))                                                                                \
    D("copysign.f64 %0, %1, %2;", std::copysign(as_double(y), as_double(x)))                                           \
    D("add.f64 %0, %1, 0d3FF0000000000000;", as_double(x) + 1.0)

// 0 of both signs only once in the doubles: std::fmin may give either of two zeros.
static const std::vector<u32> words = {0,          0x80000000, 0x3f800000, 0xbfc00000, 0x00000001, 0x807fffff,
                                       0x7f800000, 0x7fc00000, 0x3eaaaaab, 0x7f7fffff, 0x4b800001, 0xc0490fdb};
static const std::vector<u64> longs = {0,
                                       0x3ff0000000000000,
                                       0xbff8000000000000,
                                       1,
                                       0x800fffffffffffff,
                                       0x7ff0000000000000,
                                       0xfff0000000000000,
                                       0x7ff8000000000000,
                                       0x3fd5555555555555,
                                       0x7fefffffffffffff,
                                       0x4340000000000001,
                                       0xc00921fb54442d18};

CHECK_FORMS(FORMS, words, longs)
