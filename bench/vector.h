// Vectors of WIDTH lanes for what is written by hand (bench/hand), and the functions that C++ has no operator for.
// Loops over lanes are unrolled by a pragma: clang leaves them on WebAssembly, where each lane then goes through memory.
#pragma once

#ifndef WIDTH
#define WIDTH 16
#endif

typedef float Floats __attribute__((ext_vector_type(WIDTH)));
typedef int Ints __attribute__((ext_vector_type(WIDTH)));

static inline Floats load(const float *from) {
    Floats value;
    __builtin_memcpy(&value, from, sizeof value);
    return value;
}
static inline Ints load(const int *from) {
    Ints value;
    __builtin_memcpy(&value, from, sizeof value);
    return value;
}
template <class V, class T> static inline void store(T *to, V value) { __builtin_memcpy(to, &value, sizeof value); }

static inline Ints lanes() {
    Ints value;
#pragma unroll
    for (int lane = 0; lane < WIDTH; lane++)
        value[lane] = lane;
    return value;
}
static inline Floats gather(const float *from, Ints places) {
    Floats value;
#pragma unroll
    for (int lane = 0; lane < WIDTH; lane++)
        value[lane] = from[places[lane]];
    return value;
}
static inline void scatter_lanes(float *to, Ints places, Floats value) {
#pragma unroll
    for (int lane = 0; lane < WIDTH; lane++)
        to[places[lane]] = value[lane];
}
static inline Floats square_root(Floats x) { return __builtin_elementwise_sqrt(x); }
static inline Floats larger(Floats a, Floats b) { return a > b ? a : b; }
static inline bool any(Ints mask) { return __builtin_reduce_or(mask) != 0; }

// One bit a lane of a mask whose lanes are 0 or -1.
static inline unsigned bits(Ints mask) {
    unsigned value = 0;
#pragma unroll
    for (int lane = 0; lane < WIDTH; lane++)
        value |= (mask[lane] & 1u) << lane;
    return value;
}
// In pairs, then pairs of pairs: as shuffles would.
static inline float sum_of(Floats value) {
#pragma unroll
    for (int half = WIDTH / 2; half > 0; half /= 2)
#pragma unroll
        for (int lane = 0; lane < half; lane++)
            value[lane] += value[lane + half];
    return value[0];
}
static inline float largest_of(Floats value) {
    float largest = value[0];
#pragma unroll
    for (int lane = 1; lane < WIDTH; lane++)
        largest = value[lane] > largest ? value[lane] : largest;
    return largest;
}

// e^x for x < 88, to 2 ulp (1e-38 below -87): 2^k times a polynomial of what is left (degrees as Cephes' expf).
static inline Floats exponential(Floats x) {
    x = larger(x, -87.0f);
    Floats k = __builtin_elementwise_floor(x * 1.44269504f + 0.5f);
    Floats r = x - k * 0.693359375f + k * 2.12194440e-4f;
    Floats p = 1.9875691500e-4f * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * r * r + r + 1.0f;
    Ints power = (__builtin_convertvector(k, Ints) + 127) << 23;
    return p * __builtin_bit_cast(Floats, power);
}

// log of a normal positive x, to 2 ulp: the exponent apart, a polynomial in [sqrt(1/2), sqrt(2)) (as Cephes' logf).
static inline Floats logarithm(Floats x) {
    Ints whole = __builtin_bit_cast(Ints, x);
    Ints exponent = (whole >> 23) - 126;
    Floats m = __builtin_bit_cast(Floats, (whole & 0x007fffff) | 0x3f000000);
    Ints low = m < 0.707106781f;
    exponent += low;
    m = low ? m + m - 1.0f : m - 1.0f;
    Floats e = __builtin_convertvector(exponent, Floats), z = m * m;
    Floats p = 7.0376836292e-2f * m - 1.1514610310e-1f;
    p = p * m + 1.1676998740e-1f;
    p = p * m - 1.2420140846e-1f;
    p = p * m + 1.4249322787e-1f;
    p = p * m - 1.6668057665e-1f;
    p = p * m + 2.0000714765e-1f;
    p = p * m - 2.4999993993e-1f;
    p = p * m + 3.3333331174e-1f;
    Floats y = m * z * p - 2.12194440e-4f * e - 0.5f * z;
    return m + y + 0.693359375f * e;
}
