// Vectors of WIDTH lanes for what is written by hand (bench/hand), and the functions that C++ has no operator for. A kernel by
// hand does what the .cu does: the threads of a block in vectors of WIDTH, all of them up to a barrier before one goes beyond
// it, the same passes over shared memory and global memory.
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
// What __syncthreads makes of a loop's end: what was written to shared memory is there, and is read from there.
static inline void barrier(void *shared) { asm volatile("" : : "r"(shared) : "memory"); }
// Other workers run other blocks, so global memory needs real ones; shared memory does not.
static inline int atomic_add(int *to, int value) { return __atomic_fetch_add(to, value, __ATOMIC_RELAXED); }

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
// The lanes DISTANCE above, as __shfl_down_sync gives them; the highest ones keep their own.
template <int DISTANCE> static inline Floats down(Floats value) {
    Floats result;
#pragma unroll
    for (int lane = 0; lane < WIDTH; lane++)
        result[lane] = value[lane + DISTANCE < WIDTH ? lane + DISTANCE : lane];
    return result;
}

// The tree of a block of THREADS in shared memory (of THREADS and at least WIDTH more): a barrier after each level; the last
// levels are parts of a vector. The result is in shared[0].
template <int THREADS, class Combine> static inline void tree(float *shared, Combine combine) {
    barrier(shared);
    for (int half = THREADS / 2; half > 0; half /= 2) {
        for (int t = 0; t < half; t += WIDTH) {
            Floats own = load(shared + t), both = combine(own, load(shared + t + half));
            store(shared + t, t + lanes() < half ? both : own);
        }
        barrier(shared);
    }
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
