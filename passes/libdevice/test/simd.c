// The video functions against definitions lane by lane, each written out independently of the library's macros.
#include "harness.h"

static long failures;
static const char *name;
static uint32_t A, B;

static int64_t s(uint32_t word, int width, int i) {
  int64_t u = word >> (i * width) & ((1u << width) - 1);
  return u >> (width - 1) ? u - (1ll << width) : u;
}
static int64_t u(uint32_t word, int width, int i) { return word >> (i * width) & ((1u << width) - 1); }
static int64_t sat(int64_t x, int64_t lo, int64_t hi) { return x < lo ? lo : x > hi ? hi : x; }
static int64_t halve_away(int64_t x) { return x < 0 ? -((-x + 1) / 2) : (x + 1) / 2; }

static void expect(int got, int width, int64_t (*lane)(int, int)) {
  uint32_t want = 0;
  for (int i = 0; i < 32 / width; i++) want |= ((uint32_t)lane(width, i) & ((1u << width) - 1)) << (i * width);
  if ((uint32_t)got != want && failures++ < 20)
    printf("FAIL %s/%d(%08x, %08x) = %08x, expected %08x\n", name, width, A, B, (uint32_t)got, want);
}

#define SA s(A, w, i)
#define SB s(B, w, i)
#define UA u(A, w, i)
#define UB u(B, w, i)
#define LO (-(1ll << (w - 1)))
#define HI ((1ll << (w - 1)) - 1)
#define ONE(X) \
  X(vabs, SA < 0 ? -SA : SA) X(vabsss, sat(SA < 0 ? -SA : SA, LO, HI)) X(vneg, -SA) X(vnegss, sat(-SA, LO, HI))
#define TWO(X) \
  X(vabsdiffs, llabs(SA - SB)) X(vabsdiffu, llabs(UA - UB)) X(vadd, UA + UB) X(vaddss, sat(SA + SB, LO, HI)) \
  X(vaddus, sat(UA + UB, 0, 2 * HI + 1)) X(vsub, UA - UB) X(vsubss, sat(SA - SB, LO, HI)) \
  X(vsubus, sat(UA - UB, 0, 2 * HI + 1)) X(vavgs, halve_away(SA + SB)) X(vavgu, (UA + UB + 1) / 2) \
  X(vhaddu, (UA + UB) / 2) X(vmaxs, SA > SB ? SA : SB) X(vmaxu, UA > UB ? UA : UB) X(vmins, SA < SB ? SA : SB) \
  X(vminu, UA < UB ? UA : UB) X(vcmpeq, UA == UB ? ~0 : 0) X(vcmpne, UA != UB ? ~0 : 0) X(vcmpges, SA >= SB ? ~0 : 0) \
  X(vcmpgeu, UA >= UB ? ~0 : 0) X(vcmpgts, SA > SB ? ~0 : 0) X(vcmpgtu, UA > UB ? ~0 : 0) \
  X(vcmples, SA <= SB ? ~0 : 0) X(vcmpleu, UA <= UB ? ~0 : 0) X(vcmplts, SA < SB ? ~0 : 0) \
  X(vcmpltu, UA < UB ? ~0 : 0) X(vseteq, UA == UB) X(vsetne, UA != UB) X(vsetges, SA >= SB) X(vsetgeu, UA >= UB) \
  X(vsetgts, SA > SB) X(vsetgtu, UA > UB) X(vsetles, SA <= SB) X(vsetleu, UA <= UB) X(vsetlts, SA < SB) \
  X(vsetltu, UA < UB)

#define LANE(f, value) \
  static int64_t lane_##f(int w, int i) { return value; }
ONE(LANE)
TWO(LANE)
#define DECLARE1(f, value) int __nv_##f##2(int), __nv_##f##4(int);
#define DECLARE2(f, value) int __nv_##f##2(int, int), __nv_##f##4(int, int);
ONE(DECLARE1)
TWO(DECLARE2)
DECLARE2(vsads, )
DECLARE2(vsadu, )

static void sums(int width, int signed_sum, int unsigned_sum) {
  int64_t want_s = 0, want_u = 0;
  for (int i = 0; i < 32 / width; i++) {
    want_s += llabs(s(A, width, i) - s(B, width, i));
    want_u += llabs(u(A, width, i) - u(B, width, i));
  }
  if (want_s != signed_sum || want_u != unsigned_sum) failures++;
}

long test_simd(long n) {
  for (long k = 0; k < n; k++) {
    A = (uint32_t)rng();
    B = k % 4 ? (uint32_t)rng() : k % 8 ? A : A ^ 0x80ff8000u;
#define CALL1(f, value) name = #f, expect(__nv_##f##2((int)A), 16, lane_##f), expect(__nv_##f##4((int)A), 8, lane_##f);
#define CALL2(f, value) \
  name = #f, expect(__nv_##f##2((int)A, (int)B), 16, lane_##f), expect(__nv_##f##4((int)A, (int)B), 8, lane_##f);
    ONE(CALL1)
    TWO(CALL2)
    sums(16, __nv_vsads2((int)A, (int)B), __nv_vsadu2((int)A, (int)B));
    sums(8, __nv_vsads4((int)A, (int)B), __nv_vsadu4((int)A, (int)B));
  }
  printf("simd: %ld failures on %ld inputs per function\n", failures, n);
  return failures;
}
