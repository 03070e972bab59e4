// about: htanh_approx and h2tanh_approx, all 65536 values of __half and __nv_bfloat16
// tolerance: the PTX ISA's largest errors of tanh.approx: 2^-10.987 for f16, 2^-8 for bf16 (an H200 is 1.0002 times that off
// for 0.746); pairs may differ by two steps
#include "../common/sixteen_bits.h"

template <class T> __global__ void tangents(T *out, T *pairs) {
    typedef typename Format<T>::Pair Pair;
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    T x = Format<T>::of((unsigned short)i);
    out[i] = htanh_approx(x);
    Pair both = h2tanh_approx(Pair(x, Format<T>::of((unsigned short)(i ^ 0x8000))));
    pairs[2 * i] = both.x;
    pairs[2 * i + 1] = both.y;
}

// Numbers of one sign are as far apart as their bits.
static bool near(unsigned short a, unsigned short b) { return std::abs((int)a - (int)b) <= 2; }

template <class T> void test(double bound) {
    Device<unsigned short> out(65536), pairs(2 * 65536);
    tangents<<<512, 128>>>((T *)out.get(), (T *)pairs.get());
    FINISH();
    std::vector<unsigned short> got = out.host(), both = pairs.host();
    int wrong = 0;
    for (unsigned i = 0; i < 65536; i++) {
        auto is = [](unsigned short bits) { return (double)to_long_double(exact<T>(bits)); };
        double x = is((unsigned short)i), want = std::tanh(x);
        if (std::isnan(x))
            wrong += !std::isnan(is(got[i])) || !std::isnan(is(both[2 * i]));
        else
            wrong += !(std::fabs(is(got[i]) - want) <= bound) || !near(both[2 * i], got[i]) ||
                !near(both[2 * i + 1], got[i ^ 0x8000]);
    }
    match(Format<T>::name, wrong, 0);
}

int main() {
    test<__half>(std::exp2(-10.987));
    test<__nv_bfloat16>(1.0003 * std::exp2(-8.0));
    return verdict();
}
