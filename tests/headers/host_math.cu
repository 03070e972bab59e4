// run: the math functions that only CUDA has give the right values on the host.
#include <cstdio>

static int failures;

static void expect(const char *what, double got, double want, double tolerance) {
    double error = fabs(got - want) / fmax(fabs(want), 1e-300);
    if (!(error <= tolerance)) {
        printf("%s: %.17g, expected %.17g\n", what, got, want);
        failures++;
    }
}

// Reference values: Wolfram's definitions evaluated to 20 digits.
int main() {
    const double d = 4e-15;
    expect("rsqrt", rsqrt(2.0), 0.70710678118654752440, d);
    expect("rcbrt", rcbrt(8.0), 0.5, d);
    expect("sinpi(0.25)", sinpi(0.25), 0.70710678118654752440, d);
    expect("sinpi(1e15 + 0.5)", sinpi(1e15 + 0.5), 1.0, 0);
    expect("sinpi(3)", sinpi(3.0), 0.0, 0);
    expect("sinpi(0.75)", sinpi(0.75), 0.70710678118654752440, d);
    expect("cospi(0.5)", cospi(0.5), 0.0, 0);
    expect("cospi(1)", cospi(1.0), -1.0, 0);
    expect("cospi(1/3)", cospi(1.0 / 3), 0.5, d);
    expect("erfinv(0.5)", erfinv(0.5), 0.47693627620446987338, d);
    expect("erfinv(-0.9)", erfinv(-0.9), -1.1630871536766740867, d);
    expect("erfinv(1e-10)", erfinv(1e-10), 8.8622692545275801365e-11, d);
    expect("erfcinv(1e-100)", erfcinv(1e-100), 15.065574702592645704, d);
    expect("erfcinv(1.5)", erfcinv(1.5), -0.47693627620446987338, d);
    expect("erfcx(1)", erfcx(1.0), 0.42758357615580700441, d);
    expect("erfcx(50)", erfcx(50.0), 0.011281536265323772564, d);
    expect("normcdf(-1)", normcdf(-1.0), 0.15865525393145705142, d);
    expect("normcdfinv(0.975)", normcdfinv(0.975), 1.9599639845400542355, d);
    expect("norm3d", norm3d(2.0, 3.0, 6.0), 7.0, d);
    expect("rnorm4d", rnorm4d(1.0, 1.0, 1.0, 1.0), 0.5, d);
    expect("cyl_bessel_i0(1)", cyl_bessel_i0(1.0), 1.2660658777520083356, d);
    expect("cyl_bessel_i0(40)", cyl_bessel_i0(40.0), 14894774793419899.7, 1e-13);
    expect("cyl_bessel_i1(-2)", cyl_bessel_i1(-2.0), -1.5906368546373290634, d);
    expect("cyl_bessel_i1(40)", cyl_bessel_i1(40.0), 14707396163259352.1, 1e-13);
    expect("normcdff", normcdf(-1.0f), 0.158655253931457, 1e-7);
    expect("min(u, s)", min(3u, -1), 3, 0);
    expect("max(f, d)", max(3.0f, 4.0), 4, 0);
    expect("min(nan, f)", min(__builtin_nanf(""), 2.0f), 2, 0);
    return failures != 0;
}
