// Math in device code: float and double, global and std, mixed arguments, and the functions that only CUDA has.
#include <cmath>
#include <complex>

__global__ void classify(const float *f, const double *d, bool *r) {
    r[0] = isnan(f[0]) || isinf(f[0]) || isfinite(f[0]) || signbit(f[0]) || isnormal(f[0]);
    r[1] = isnan(d[0]) || isinf(d[0]) || isfinite(d[0]) || signbit(d[0]) || isnormal(d[0]);
    r[2] = std::isnan(f[0]) || std::isinf(f[0]) || std::isfinite(f[0]) || std::signbit(f[0]);
    r[3] = std::isnan(d[0]) || std::isinf(d[0]) || std::isfinite(d[0]) || std::signbit(d[0]);
}

__global__ void standard(float *f, double *d, int *i) {
    f[0] = exp(f[0]) + std::exp(f[0]) + pow(f[0], 2) + pow(f[0], 2.0f) + std::pow(f[0], 2) + powf(f[0], 2);
    f[1] = sqrt(f[1]) + abs(f[2]) + abs(-3) + fabs(f[3]) + std::abs(f[2]) + fma(f[1], f[2], f[3]) + std::fma(f[1], f[2], f[3]);
    f[2] = round(f[4]) + rint(f[3]) + lround(f[2]) + fmod(f[2], f[3]) + log2(f[1]) + log1p(f[1]) + std::log2(f[1]);
    f[3] = sqrt(3) + log(2) + cos(1) + ceil(2) + frexp(f[1], i) + modf(f[1], f) + ldexp(f[1], 2) + nan("") + nanf("1");
    d[0] = exp(d[0]) + pow(d[0], 2) + pow(d[0], 0.5f) + fmax(d[0], 1.0f) + erf(d[0]) + lgamma(d[1]) + hypot(d[0], f[0]);
    sincosf(f[0], f, f + 1);
    sincos(d[0], d, d + 1);
    std::complex<float> z(1, 2);
    z = z * z / std::complex<float>(f[0], f[1]);
    f[4] = z.real() + std::abs(z);
}

__global__ void cuda_only(float *f, double *d) {
    f[0] = rsqrt(f[1]) + rcbrt(f[1]) + sinpi(f[2]) + cospi(f[2]) + erfinv(f[1]) + erfcinv(f[1]) + erfcx(f[1]);
    f[1] = normcdf(f[1]) + normcdfinv(f[1]) + exp10(f[1]) + rhypot(f[1], f[2]) + norm3d(f[1], f[2], f[3]);
    f[2] = rnorm3d(f[1], f[2], f[3]) + norm4d(f[0], f[1], f[2], f[3]) + rnorm4d(f[0], f[1], f[2], f[3]) + norm(3, f);
    f[3] = rnorm(3, f) + cyl_bessel_i0(f[0]) + cyl_bessel_i1(f[0]) + fdivide(f[0], f[1]) + fdividef(f[0], f[1]);
    f[4] = j0(f[0]) + j1(f[0]) + jn(2, f[0]) + y0(f[0]) + y1(f[0]) + yn(2, f[0]);
    d[0] = rsqrt(d[1]) + rcbrt(d[1]) + sinpi(d[2]) + cospi(d[2]) + erfinv(d[1]) + erfcinv(d[1]) + erfcx(d[1]);
    d[1] = normcdf(d[1]) + normcdfinv(d[1]) + exp10(d[1]) + rhypot(d[1], d[2]) + norm3d(d[1], d[2], d[3]);
    d[2] = rnorm3d(d[1], d[2], d[3]) + norm4d(d[0], d[1], d[2], d[3]) + rnorm4d(d[0], d[1], d[2], d[3]) + norm(3, d);
    d[3] = rnorm(3, d) + cyl_bessel_i0(d[0]) + cyl_bessel_i1(d[0]) + fdivide(d[0], d[1]);
    sincospi(f[0], f, f + 1);
    sincospi(d[0], d, d + 1);
}

__global__ void fast(float *f) {
    f[0] = __expf(f[0]) + __exp10f(f[0]) + __logf(f[0]) + __log2f(f[0]) + __log10f(f[0]) + __sinf(f[0]) + __cosf(f[0]);
    f[1] = __tanf(f[0]) + __powf(f[0], f[1]) + __fdividef(f[0], f[1]) + __saturatef(f[0]) + __frsqrt_rn(f[0]);
    __sincosf(f[0], f, f + 1);
}
