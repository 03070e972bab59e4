// sinh, cosh and tanh in both precisions.
#include "exp.h"

// Below 0.3 the difference e^2a - 1 would cancel: there an odd polynomial of relative error 2^-40.
PURE float __nv_tanhf(float a) {
  double x = (double)a, w = x * x, w2 = w * w;
  double small = x * P6(w, w2, w2 * w2, 0x1.fffffffffe276p-1, -0x1.55555549ca4fcp-2, 0x1.11110559cc899p-3,
                        -0x1.ba12e94665435p-5, 0x1.64d5eacffb748p-6, -0x1.04af8776fdc81p-7);
  double e = exp2_f32(clamp64(x, -20.0, 20.0) * (2 * LOG2_E));
  double large = (e - 1.0) / (e + 1.0);
  float r = (float)(fabs64(x) < 0.3 ? small : large);
  return isnan32(a) ? a : r;
}
