// about: math functions of __half and __nv_bfloat16, all 65536 values of each, rounded correctly
#include "../common/sixteen_bits.h"

#define FUNCTIONS(F) \
    F(sqrt) F(rsqrt) F(rcp) F(sin) F(cos) F(exp) F(exp2) F(exp10) F(log) F(log2) F(log10) F(tanh) F(ceil) F(floor) \
    F(trunc) F(rint)

namespace reference {
long double rsqrt(long double x) { return 1 / sqrtl(x); }
long double rcp(long double x) { return 1 / x; }
long double exp10(long double x) { return exp10l(x); }
#define STANDARD(name) \
    long double name(long double x) { return name##l(x); }
STANDARD(sqrt) STANDARD(sin) STANDARD(cos) STANDARD(exp) STANDARD(exp2) STANDARD(log) STANDARD(log2) STANDARD(log10)
STANDARD(tanh) STANDARD(ceil) STANDARD(floor) STANDARD(trunc) STANDARD(rint)
} // namespace reference

#define KERNEL(name) \
    template <class T> __global__ void device_##name(T *out, T *pairs) { \
        typedef typename Format<T>::Pair Pair; \
        unsigned i = blockIdx.x * blockDim.x + threadIdx.x; \
        T x = Format<T>::of((unsigned short)i); \
        out[i] = h##name(x); \
        Pair both = h2##name(Pair(x, h##name(x))); \
        pairs[2 * i] = both.x; \
        pairs[2 * i + 1] = both.y; \
    }
FUNCTIONS(KERNEL)

template <class T, class Kernel> void test(const char *name, Kernel kernel, long double (*reference)(long double)) {
    Device<unsigned short> out(65536), pairs(2 * 65536);
    kernel<<<512, 128>>>((T *)out.get(), (T *)pairs.get());
    FINISH();
    std::vector<unsigned short> want(65536), want_pairs(2 * 65536);
    for (unsigned i = 0; i < 65536; i++)
        want[i] = rounded<T>(of_long_double(reference(to_long_double(exact<T>((unsigned short)i)))));
    compare(Format<T>::name, name, out.host(), want);
    for (unsigned i = 0; i < 65536; i++) {
        want_pairs[2 * i] = want[i];
        want_pairs[2 * i + 1] = want[want[i]];
    }
    compare(Format<T>::name, "pairs", pairs.host(), want_pairs);
}

int main() {
#define TEST(name) \
    test<__half>(#name, device_##name<__half>, reference::name); \
    test<__nv_bfloat16>(#name, device_##name<__nv_bfloat16>, reference::name);
    FUNCTIONS(TEST)
    return verdict();
}
