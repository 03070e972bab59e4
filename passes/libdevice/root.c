// Reciprocal square roots.
#include "dd.h"

PURE float __nv_rsqrtf(float a) { return (float)(1.0 / __builtin_sqrt((double)a)); }
PURE float __nv_frsqrt_rn(float a) { return (float)(1.0 / __builtin_sqrt((double)a)); }
