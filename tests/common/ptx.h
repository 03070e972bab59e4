// Forms of PTX instructions against C++ that says what the PTX ISA says, over all triples of edge values.
//
// A program lists its forms once, `#define FORMS(W, L, F, D) W("add.u32 %0, %1, %2;", a + b) ...`; W works on 32-bit words
// a, b, c, L on 64-bit x, y, z; F and D on the same, but their results are floats and doubles, of which all NaN are one.
// The list is expanded into a kernel and into the check on the host.
#pragma once

#include "test.h"
#include <map>
#include <string>

typedef unsigned u32;
typedef unsigned long long u64;
typedef long long s64;

#define RUN_W(text, expression)                                                                                        \
    {                                                                                                                  \
        u32 r_;                                                                                                        \
        asm volatile(text : "=r"(r_) : "r"(a), "r"(b), "r"(c));                                                        \
        *out++ = r_;                                                                                                   \
    }
#define RUN_L(text, expression)                                                                                        \
    {                                                                                                                  \
        u64 r_;                                                                                                        \
        asm volatile(text : "=l"(r_) : "l"(x), "l"(y), "l"(z));                                                        \
        *out++ = r_;                                                                                                   \
    }
#define WANT_W(text, expression) expect_form(text, (u32)(expression), *row++, a, b, c);
#define WANT_L(text, expression) expect_form(text, (u64)(expression), *row++, x, y, z);
#define WANT_F(text, expression) expect_form(text, one_nan(bits_of(expression)), one_nan((u32)*row++), a, b, c);
#define WANT_D(text, expression) expect_form(text, one_nan(bits_of(expression)), one_nan((u64)*row++), x, y, z);
#define COUNT(text, expression) +1

static inline u32 bits_of(float value) {
    u32 bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}
static inline u64 bits_of(double value) {
    u64 bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}
static inline float as_float(u32 bits) {
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}
static inline double as_double(u64 bits) {
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}
static inline u32 one_nan(u32 bits) { return (bits & 0x7fffffff) > 0x7f800000 ? 0x7fffffff : bits; }
static inline u64 one_nan(u64 bits) {
    return (bits & 0x7fffffffffffffff) > 0x7ff0000000000000 ? 0x7fffffffffffffff : bits;
}

// Enough of each form to see a rule in.
static void expect_form(const char *text, u64 want, u64 got, u64 a, u64 b, u64 c) {
    if (want == got)
        return;
    static std::map<std::string, int> wrong;
    failures++;
    if (wrong[text]++ < 24)
        printf("%s of %#llx, %#llx, %#llx: %#llx instead of %#llx\n", text, a, b, c, got, want);
}

// Runs the forms over all triples of `words` and, in the same thread, of `longs`, which are as many.
#define CHECK_FORMS(FORMS, words, longs)                                                                               \
    __global__ void forms(const u32 *w, const u64 *l, int n, u64 *out) {                                               \
        int i = blockIdx.x * blockDim.x + threadIdx.x;                                                                 \
        if (i >= n * n * n)                                                                                            \
            return;                                                                                                    \
        out += (size_t)i * (FORMS(COUNT, COUNT, COUNT, COUNT));                                                                      \
        u32 a = w[i % n], b = w[i / n % n], c = w[i / n / n];                                                          \
        u64 x = l[i % n], y = l[i / n % n], z = l[i / n / n];                                                          \
        (void)x, (void)y, (void)z, (void)a, (void)b, (void)c;                                                          \
        FORMS(RUN_W, RUN_L, RUN_W, RUN_L)                                                                                            \
    }                                                                                                                  \
    int main() {                                                                                                       \
        int n = (int)words.size(), count = n * n * n;                                                                  \
        Device<u32> w(words);                                                                                          \
        Device<u64> l(longs);                                                                                          \
        Device<u64> out((size_t)count * (FORMS(COUNT, COUNT, COUNT, COUNT)));                                                        \
        forms<<<(count + 127) / 128, 128>>>(w, l, n, out);                                                             \
        FINISH();                                                                                                      \
        std::vector<u64> results = out.host();                                                                         \
        const u64 *row = results.data();                                                                               \
        for (int i = 0; i < count; i++) {                                                                              \
            u32 a = words[i % n], b = words[i / n % n], c = words[i / n / n];                                          \
            u64 x = longs[i % n], y = longs[i / n % n], z = longs[i / n / n];                                          \
            (void)x, (void)y, (void)z, (void)a, (void)b, (void)c;                                                      \
            FORMS(WANT_W, WANT_L, WANT_F, WANT_D)                                                                                      \
        }                                                                                                              \
        return verdict();                                                                                              \
    }
