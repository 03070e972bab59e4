// about: denormals are kept (no -ftz), signed zeros, infinities, NaN comparisons, fmin/fmax with NaN
#include "../common/test.h"

__host__ __device__ int classify(float x) {
    return (std::isnan(x) ? 1 : 0) + (std::isinf(x) ? 2 : 0) + (std::isfinite(x) ? 4 : 0) + (std::signbit(x) ? 8 : 0) +
           (x == x ? 16 : 0) + (x < 1 ? 32 : 0) + (!(x >= 1) ? 64 : 0) + (x != 0 ? 128 : 0);
}

__global__ void kernel(const float *in, float *out, int *classes) {
    int i = threadIdx.x;
    float x = in[i], y = in[(i + 1) % 12];
    out[i * 4] = x * 0.25f;
    out[i * 4 + 1] = fminf(x, y);
    out[i * 4 + 2] = fmaxf(x, y);
    out[i * 4 + 3] = copysignf(x, y);
    classes[i] = classify(x) + 256 * classify(x * 0.25f);
}

int main() {
    std::vector<float> in = {1e-38f, -1e-40f, 1.4e-45f, 0.0f, INFINITY, NAN, 5.0f, -INFINITY, -7.0f, NAN, 3e38f, 1.17549435e-38f};
    std::vector<float> want;
    std::vector<int> classes;
    for (int i = 0; i < 12; i++) {
        float x = in[i], y = in[(i + 1) % 12];
        volatile float quarter = x * 0.25f;
        want.insert(want.end(), {quarter, std::fmin(x, y), std::fmax(x, y), std::copysign(x, y)});
        classes.push_back(classify(x) + 256 * classify(quarter));
    }
    Device<float> din(in), out(want.size());
    Device<int> dc(12);
    kernel<<<1, 12>>>(din, out, dc);
    FINISH();
    std::vector<float> got = out.host();
    for (size_t i = 0; i < got.size(); i++)
        if (std::isnan(got[i]) && std::isnan(want[i]))
            got[i] = want[i] = 0; // which NaN it is differs between processors
    match("values", got, want);
    match("classes", dc.host(), classes);
    return verdict();
}
