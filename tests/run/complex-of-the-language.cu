// about: products and quotients of _Complex in kernels, and the functions that compilers call for them
// only-anywarp: _Complex is an extension of clang in device code; nvcc has cuComplex and cuda::std::complex
#include "../common/test.h"

__global__ void doubles(double *out, double a, double b, double c, double d) {
    double _Complex x, y;
    __real__ x = a, __imag__ x = b, __real__ y = c, __imag__ y = d;
    double _Complex z[] = {x * y, x / y, __muldc3(a, b, c, d), __divdc3(a, b, c, d)};
    for (int i = 0; i < 4; i++) {
        *out++ = __real__ z[i];
        *out++ = __imag__ z[i];
    }
}

__global__ void floats(float *out, float a, float b, float c, float d) {
    float _Complex x, y;
    __real__ x = a, __imag__ x = b, __real__ y = c, __imag__ y = d;
    float _Complex z[] = {x * y, x / y, __mulsc3(a, b, c, d), __divsc3(a, b, c, d)};
    for (int i = 0; i < 4; i++) {
        *out++ = __real__ z[i];
        *out++ = __imag__ z[i];
    }
}

template <class T, class K> void test(const char *name, K kernel) {
    Device<T> out(8);
    // Every number on the way is exact.
    kernel<<<1, 1>>>(out, (T)6, (T)8, (T)3, (T)-4);
    FINISH();
    match(name, out.host(), std::vector<T>{50, 0, (T)-0.56, (T)1.92, 50, 0, (T)-0.56, (T)1.92});
    // An infinity times a number is an infinity, though parts of the product are not numbers (C11, Annex G).
    kernel<<<1, 1>>>(out, (T)INFINITY, (T)0, (T)0, (T)2);
    FINISH();
    std::vector<T> got = out.host();
    EXPECT(std::isinf(got[1]) && got[1] > 0 && std::isinf(got[5]) && got[5] > 0);
    EXPECT(std::isinf(got[3]) && std::isinf(got[7]));
}

int main() {
    test<double>("double", doubles);
    test<float>("float", floats);
    return verdict();
}
