// min and max of nvcc: in the global namespace, on host and device, for equal and for mixed types.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Not templates, so that an exact match beats std::min under `using namespace std`. Mixed signedness goes to
// unsigned and mixed float goes to double, as the CUDA Math API lists them; int with float is ambiguous there too.
#ifndef ANYWARP_DEVICE_MIN_MAX_H
#define ANYWARP_DEVICE_MIN_MAX_H

#pragma push_macro("min")
#pragma push_macro("max")
#undef min
#undef max

#define ANYWARP_MIN_MAX(R, A, B) \
    ANYWARP_BOTH R min(A a, B b) { return (R)a < (R)b ? (R)a : (R)b; } \
    ANYWARP_BOTH R max(A a, B b) { return (R)a > (R)b ? (R)a : (R)b; }
#define ANYWARP_MIN_MAX_INTEGER(S, U) \
    ANYWARP_MIN_MAX(S, S, S) \
    ANYWARP_MIN_MAX(U, U, U) \
    ANYWARP_MIN_MAX(U, S, U) \
    ANYWARP_MIN_MAX(U, U, S)

ANYWARP_MIN_MAX_INTEGER(int, unsigned int)
ANYWARP_MIN_MAX_INTEGER(long, unsigned long)
ANYWARP_MIN_MAX_INTEGER(long long, unsigned long long)

#undef ANYWARP_MIN_MAX
#undef ANYWARP_MIN_MAX_INTEGER

// A NaN loses against a number, as fmin and fmax have it.
#define ANYWARP_MIN_MAX(R, A, B, suffix) \
    ANYWARP_BOTH R min(A a, B b) { return fmin##suffix((R)a, (R)b); } \
    ANYWARP_BOTH R max(A a, B b) { return fmax##suffix((R)a, (R)b); }

ANYWARP_MIN_MAX(float, float, float, f)
ANYWARP_MIN_MAX(double, double, double, )
ANYWARP_MIN_MAX(double, float, double, )
ANYWARP_MIN_MAX(double, double, float, )

#undef ANYWARP_MIN_MAX

ANYWARP_BOTH unsigned int umin(unsigned int a, unsigned int b) { return min(a, b); }
ANYWARP_BOTH unsigned int umax(unsigned int a, unsigned int b) { return max(a, b); }
ANYWARP_BOTH long long llmin(long long a, long long b) { return min(a, b); }
ANYWARP_BOTH long long llmax(long long a, long long b) { return max(a, b); }
ANYWARP_BOTH unsigned long long ullmin(unsigned long long a, unsigned long long b) { return min(a, b); }
ANYWARP_BOTH unsigned long long ullmax(unsigned long long a, unsigned long long b) { return max(a, b); }

#pragma pop_macro("min")
#pragma pop_macro("max")

#endif
