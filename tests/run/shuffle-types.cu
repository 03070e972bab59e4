// about: shuffles of 64-bit and floating-point values
#include "../common/test.h"

template <class T> __global__ void rotate(const T *in, T *out) {
    int lane = threadIdx.x % 32;
    out[threadIdx.x] = __shfl_sync(0xffffffffu, in[threadIdx.x], (lane + 7) % 32);
}

template <class T> void test(const char *name, T scale) {
    std::vector<T> in(64), want(64);
    for (int i = 0; i < 64; i++)
        in[i] = (T)(i + 1) * scale;
    for (int i = 0; i < 64; i++)
        want[i] = in[i / 32 * 32 + (i + 7) % 32];
    Device<T> din(in), out(64);
    rotate<T><<<1, 64>>>(din, out);
    FINISH();
    match(name, out.host(), want);
}

int main() {
    test<int>("int", -3);
    test<unsigned>("unsigned", 0x01020304u);
    test<long>("long", -0x100000001l);
    test<unsigned long>("unsigned long", 0x123456789abul);
    test<long long>("long long", 0x0102030405060708ll);
    test<unsigned long long>("unsigned long long", 0x8000000180000001ull);
    test<float>("float", -0.125f);
    test<double>("double", 1.0 / 3.0);
    return verdict();
}
