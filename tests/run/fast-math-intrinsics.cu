// about: the __sinf class of fast intrinsics and __saturatef, __fdividef
// tolerance: the error bounds of the CUDA C++ Programming Guide, "Intrinsic Functions", with a factor of 2 to spare for
// those that are only given for a range
#include "../common/test.h"

__global__ void kernel(const float *in, float *out) {
    int i = threadIdx.x;
    float x = in[i], a = fabsf(x) + 0.01f, *row = out + i * 12;
    row[0] = __sinf(x);
    row[1] = __cosf(x);
    row[2] = __expf(x);
    row[3] = __exp10f(x);
    row[4] = __logf(a);
    row[5] = __log2f(a);
    row[6] = __log10f(a);
    row[7] = __powf(a, x);
    row[8] = __fdividef(x, a);
    row[9] = __saturatef(x);
    row[10] = __tanf(x * 0.3f);
    row[11] = __frsqrt_rn(a);
}

int main() {
    const int n = 256;
    std::vector<float> in(n);
    for (int i = 0; i < n; i++)
        in[i] = (i - 128) * (3.14159f / 128);
    in[5] = NAN;
    Device<float> din(in), out(n * 12);
    kernel<<<1, n>>>(din, out);
    FINISH();
    std::vector<float> got = out.host();
    double worst[12] = {};
    for (int i = 0; i < n; i++) {
        if (i == 5) {
            EXPECT(got[i * 12 + 9] == 0); // __saturatef of NaN is 0
            continue;
        }
        float x = in[i], a = std::fabs(x) + 0.01f;
        double want[12] = {sin(x), cos(x), exp(x), pow(10, x), log(a), log2(a), log10(a), pow(a, x), x / (double)a,
                           std::min(std::max(x, 0.0f), 1.0f), tan(x * 0.3f), 1 / sqrt((double)a)};
        // Absolute near zero, otherwise relative in units of 2^-23.
        for (int k = 0; k < 12; k++)
            worst[k] = std::max(worst[k], std::fabs(got[i * 12 + k] - want[k]) / std::max(std::fabs(want[k]), 1.0) * 8388608);
    }
    // sin, cos: 2^-21.19 absolute; exp: 2 + floor(1.173 |x|) ulp; logs: 3 ulp or 2^-21.41; pow: from exp2(y * log2(x)).
    const double bounds[12] = {8, 8, 12, 24, 8, 8, 8, 40, 4, 0, 16, 0.5};
    const char *names[12] = {"__sinf", "__cosf", "__expf", "__exp10f", "__logf", "__log2f", "__log10f", "__powf", "__fdividef",
                             "__saturatef", "__tanf", "__frsqrt_rn"};
    for (int k = 0; k < 12; k++) {
        bool good = worst[k] <= bounds[k];
        failures += !good;
        printf("%s: %s\n", names[k], good ? "within the bound" : "OUTSIDE the bound");
        if (!good)
            printf("%s: %g\n", names[k], worst[k]);
    }
    return verdict();
}
