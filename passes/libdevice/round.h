// Directed rounding: an exact value given as a double plus a sticky error becomes a float or a double.
#ifndef ANYWARP_ROUND_H
#define ANYWARP_ROUND_H

#include "dd.h"

// CUDA's suffixes: to nearest even, towards zero, up (+inf), down (-inf).
enum mode { RN, RZ, RU, RD };

// Moves a double by `steps` (-1, 0, 1) representable values away from zero, in magnitude.
HELPER double step64(double x, int steps) { return as_f64(as_u64(x) + (u64)(i64)steps); }
HELPER float step32(float x, int steps) { return as_f32(as_u32(x) + (u32)steps); }

// The exact value is s + e, s its nearest double; returns the double on the wanted side. An infinite s that came from
// finite operands must have been handled before (`overflow64`).
HELPER double adjust64(double s, double e, enum mode m) {
  int up = m == RU || (m == RZ && s < 0);
  int needed = m != RN && (up ? e > 0 : e < 0);
  int away = (e > 0) == (s > 0);
  return step64(s, needed ? (away ? 1 : -1) : 0);
}

// What an overflowed finite result becomes: infinity only in the direction of rounding.
HELPER double overflow64(double s, enum mode m) {
  int keep = m == RN || (m == RU && s > 0) || (m == RD && s < 0);
  return keep ? s : step64(s, -1);
}

// Rounds to odd: an inexact result whose last bit is 0 moves to the neighbour on the exact value's side. A later
// rounding to at least two bits less is then as if it were done from the exact value.
HELPER double to_odd(double s, double e) {
  int inexact = e > 0 || e < 0, even = !(as_u64(s) & 1);
  return step64(s, inexact && even ? ((e > 0) == (s > 0) ? 1 : -1) : 0);
}

// A double to float in the given mode. Overflow gives the largest finite float when rounding towards zero, as the
// step back from infinity.
HELPER float narrow(double x, enum mode m) {
  float f = (float)x;
  double back = (double)f;
  int up = back > x, down = back < x;
  int positive = back > 0 || (back == 0 && x > 0);
  int fix_down = up && (m == RD || (m == RZ && positive));
  int fix_up = down && (m == RU || (m == RZ && !positive));
  // One step towards the other side; from +-0 the step away from zero takes the direction's sign.
  float lower = back == 0 ? -as_f32(1) : step32(f, back > 0 ? -1 : 1);
  float upper = back == 0 ? as_f32(1) : step32(f, back > 0 ? 1 : -1);
  f = fix_down ? lower : f;
  return fix_up ? upper : f;
}

#endif
