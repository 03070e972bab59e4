// about: -use_fast_math flushes single precision, not 16-bit numbers: bfloat16 has the exponents of binary32
// nvcc: -use_fast_math
#include "../common/sixteen_bits.h"

template <class T> __global__ void compute(const T *a, const T *b, T *out, int count) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < count) {
        out[i] = a[i] + b[i];
        out[i + count] = a[i] * b[i];
        out[i + 2 * count] = a[i] / b[i];
        out[i + 3 * count] = __hfma(a[i], b[i], a[i]);
    }
}

template <class T> void test() {
    const int count = 1 << 16;
    auto a = operands<T>(count, 1), b = operands<T>(count, 2, &a);
    for (int i = 0; i < count; i += 2) // small ones
        a[i] &= 0x83ff, b[i] &= i & 2 ? 0x83ff : 0xffff;
    Device<unsigned short> da(a), db(b), out(4 * count);
    compute<T><<<count / 128, 128>>>((T *)da.get(), (T *)db.get(), (T *)out.get(), count);
    FINISH();
    std::vector<unsigned short> want(4 * count);
    for (int i = 0; i < count; i++) {
        Exact x = exact<T>(a[i]), y = exact<T>(b[i]);
        want[i] = rounded<T>(x + y);
        want[i + count] = rounded<T>(x * y);
        want[i + 2 * count] = rounded<T>(x / y);
        want[i + 3 * count] = rounded<T>(x * y + x);
    }
    compare(Format<T>::name, "arithmetic", out.host(), want);
}

int main() {
    test<__half>();
    test<__nv_bfloat16>();
    return verdict();
}
