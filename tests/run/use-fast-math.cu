// about: -use_fast_math changes accuracy and denormals, not meaning
// nvcc: -use_fast_math
// tolerance: 2^-18 relative, far above the fast intrinsics' errors on this range and far below a wrong function
#include "../common/test.h"

__global__ void kernel(const float *in, float *out, float *flushed) {
    int i = threadIdx.x;
    float x = in[i];
    out[i] = sinf(x) * expf(-x) + sqrtf(x) / (1.0f + logf(x + 1.0f)) + powf(x, 0.5f);
    flushed[i] = in[64] * 0.5f; // denormal: -use_fast_math implies -ftz=true
}

int main() {
    std::vector<float> in(65);
    for (int i = 0; i < 64; i++)
        in[i] = 0.05f * i + 0.1f;
    in[64] = 1.2e-38f;
    Device<float> din(in), out(64), flushed(64);
    kernel<<<1, 64>>>(din, out, flushed);
    FINISH();
    std::vector<float> got = out.host();
    for (int i = 0; i < 64; i++) {
        double x = in[i], want = sin(x) * exp(-x) + sqrt(x) / (1 + log(x + 1)) + sqrt(x);
        EXPECT(std::fabs(got[i] - want) <= std::ldexp(want, -18));
    }
    match("flushed", flushed.host(), std::vector<float>(64, 0.0f));
    return verdict();
}
