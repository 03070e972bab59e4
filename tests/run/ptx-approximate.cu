// about: inline PTX: approximate functions within the errors that the PTX ISA allows
#include "../common/ptx_half.h"

struct Results {
    float sine, cosine, log, power, tangent, reciprocal, root, square_root, quotient, full, flushed_log, flushed_power;
    u32 power16, tangent16, tangent_brain, power_brain;
    double reciprocal64, root64, root64_full;
};

__global__ void kernel(const float *in, int n, Results *out) {
    int i = threadIdx.x + blockIdx.x * blockDim.x;
    if (i >= n)
        return;
    float v = in[i];
    Results r;
    asm("sin.approx.f32 %0, %1;" : "=f"(r.sine) : "f"(v));
    asm("cos.approx.ftz.f32 %0, %1;" : "=f"(r.cosine) : "f"(v));
    asm("lg2.approx.f32 %0, %1;" : "=f"(r.log) : "f"(v));
    asm("lg2.approx.ftz.f32 %0, %1;" : "=f"(r.flushed_log) : "f"(v));
    asm("ex2.approx.f32 %0, %1;" : "=f"(r.power) : "f"(v));
    asm("ex2.approx.ftz.f32 %0, %1;" : "=f"(r.flushed_power) : "f"(v));
    asm("tanh.approx.f32 %0, %1;" : "=f"(r.tangent) : "f"(v));
    asm("rcp.approx.ftz.f32 %0, %1;" : "=f"(r.reciprocal) : "f"(v));
    asm("rsqrt.approx.f32 %0, %1;" : "=f"(r.root) : "f"(v));
    asm("sqrt.approx.f32 %0, %1;" : "=f"(r.square_root) : "f"(v));
    asm("div.approx.f32 %0, %1, %2;" : "=f"(r.quotient) : "f"(v), "f"(3.0f));
    asm("div.full.ftz.f32 %0, %1, %2;" : "=f"(r.full) : "f"(v), "f"(3.0f));
    asm("{ .reg .b16 h; cvt.rn.f16.f32 h, %1; ex2.approx.f16 h, h; cvt.u32.u16 %0, h; }" : "=r"(r.power16) : "f"(v));
    asm("{ .reg .b32 h; cvt.rn.f16x2.f32 h, %1, %1; tanh.approx.f16x2 %0, h; }" : "=r"(r.tangent16) : "f"(v));
    asm("{ .reg .b32 h; cvt.rn.bf16x2.f32 h, %1, %1; tanh.approx.bf16x2 %0, h; }" : "=r"(r.tangent_brain) : "f"(v));
    asm("{ .reg .b32 h; cvt.rn.bf16x2.f32 h, %1, %1; ex2.approx.ftz.bf16x2 %0, h; }" : "=r"(r.power_brain) : "f"(v));
    asm("rcp.approx.ftz.f64 %0, %1;" : "=d"(r.reciprocal64) : "d"((double)v));
    asm("rsqrt.approx.ftz.f64 %0, %1;" : "=d"(r.root64) : "d"((double)v));
    asm("rsqrt.approx.f64 %0, %1;" : "=d"(r.root64_full) : "d"((double)v));
    out[i] = r;
}

static void near(const char *what, double v, double got, double want, double relative, double absolute) {
    bool same = std::isnan(want) ? std::isnan(got)
              : std::isinf(want) ? got == want
                                 : std::fabs(got - want) <= std::fabs(want) * relative + absolute;
    if (!same) {
        failures++;
        static int wrong;
        if (wrong++ < 40)
            printf("%s of %g: %.9g instead of %.9g\n", what, v, got, want);
    }
}
static double flush(double v) { return std::fabs(v) < 0x1p-126 ? std::copysign(0.0, v) : v; }

int main() {
    std::vector<float> in = {0.0f, -0.0f, 1.0f, 0x1p-140f, INFINITY, NAN, 0.1f, 100.5f, -3.0f, -140.0f, 0x1.fffffep127f};
    for (int i = 0; i < 500; i++)
        in.push_back(-3.1f + 0.0124f * (float)i);
    int n = (int)in.size();
    Device<float> device(in);
    Device<Results> out(n);
    kernel<<<(n + 63) / 64, 64>>>(device, n, out);
    FINISH();
    std::vector<Results> results = out.host();
    for (int i = 0; i < n; i++) {
        double v = in[i], h = f16(to_f16(v)), b = bf16(to_bf16(v));
        const Results &r = results[i];
        if (std::fabs(v) < 3.15) {
            near("sin", v, r.sine, std::sin(v), 0, 0x1p-20);
            near("cos", v, r.cosine, std::cos(flush(v)), 0, 0x1p-20);
        }
        near("lg2", v, r.log, std::log2(v), 0x1p-22, 0x1p-22);
        near("lg2.ftz", v, r.flushed_log, std::log2(flush(v)), 0x1p-22, 0x1p-22);
        near("ex2", v, r.power, (double)(float)std::exp2(v), 0x1p-21, 0x1p-149);
        near("ex2.ftz", v, r.flushed_power, (double)(float)flush(std::exp2(v)), 0x1p-21, 0);
        near("tanh", v, r.tangent, std::tanh(v), 0x1p-11, 0);
        near("rcp", v, r.reciprocal, flush((float)(1 / flush(v))), 0x1p-23, 0);
        near("rsqrt", v, r.root, 1 / std::sqrt(v), 0x1p-22, 0);
        near("sqrt", v, r.square_root, std::sqrt(v), 0x1p-22, 0);
        near("div", v, r.quotient, v / 3, 0x1p-22, 0x1p-149);
        near("div.full", v, r.full, flush(flush(v) / 3), 0x1p-22, 0);
        near("ex2.f16", v, f16(r.power16), f16(to_f16(std::exp2(h))), 0x1p-9, 0x1p-24);
        // PTX ISA, "Half Precision Floating Point Instructions: tanh": absolute errors.
        near("tanh.f16x2", v, f16(r.tangent16), std::tanh(h), 0, std::exp2(-10.987));
        near("tanh.f16x2", v, f16(r.tangent16 >> 16), std::tanh(h), 0, std::exp2(-10.987));
        near("tanh.bf16x2", v, bf16(r.tangent_brain), std::tanh(b), 0, 0x1p-8);
        near("ex2.bf16x2", v, bf16(r.power_brain >> 16), flush(bf16(to_bf16(std::exp2(flush(b))))), 0x1p-7, 0);
        near("rcp.f64", v, r.reciprocal64, 1 / v, 0x1p-20, 0);
        near("rsqrt.f64.ftz", v, r.root64, 1 / std::sqrt(v), 0x1p-20, 0);
        near("rsqrt.f64", v, r.root64_full, 1 / std::sqrt(v), 0x1p-50, 0);
    }
    return verdict();
}
