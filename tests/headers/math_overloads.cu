// Every overload of the C and C++ math functions exists in device code and leads to libdevice or to LLVM.
__device__ long f0(long p0){ return ::abs(p0); }
__device__ long long f1(long long p0){ return ::abs(p0); }
__device__ double f2(double p0){ return ::abs(p0); }
__device__ float f3(float p0){ return ::abs(p0); }
__device__ int f4(int p0){ return ::abs(p0); }
__device__ double f5(double p0){ return ::acos(p0); }
__device__ float f6(float p0){ return ::acos(p0); }
__device__ double f7(double p0){ return ::acosh(p0); }
__device__ float f8(float p0){ return ::acosh(p0); }
__device__ double f9(double p0){ return ::asin(p0); }
__device__ float f10(float p0){ return ::asin(p0); }
__device__ double f11(double p0){ return ::asinh(p0); }
__device__ float f12(float p0){ return ::asinh(p0); }
__device__ double f13(double p0, double p1){ return ::atan2(p0, p1); }
__device__ float f14(float p0, float p1){ return ::atan2(p0, p1); }
__device__ double f15(double p0){ return ::atan(p0); }
__device__ float f16(float p0){ return ::atan(p0); }
__device__ double f17(double p0){ return ::atanh(p0); }
__device__ float f18(float p0){ return ::atanh(p0); }
__device__ double f19(double p0){ return ::cbrt(p0); }
__device__ float f20(float p0){ return ::cbrt(p0); }
__device__ double f21(double p0){ return ::ceil(p0); }
__device__ float f22(float p0){ return ::ceil(p0); }
__device__ double f23(double p0, double p1){ return ::copysign(p0, p1); }
__device__ float f24(float p0, float p1){ return ::copysign(p0, p1); }
__device__ double f25(double p0){ return ::cos(p0); }
__device__ float f26(float p0){ return ::cos(p0); }
__device__ double f27(double p0){ return ::cosh(p0); }
__device__ float f28(float p0){ return ::cosh(p0); }
__device__ double f29(double p0){ return ::erfc(p0); }
__device__ float f30(float p0){ return ::erfc(p0); }
__device__ double f31(double p0){ return ::erf(p0); }
__device__ float f32(float p0){ return ::erf(p0); }
__device__ double f33(double p0){ return ::exp2(p0); }
__device__ float f34(float p0){ return ::exp2(p0); }
__device__ double f35(double p0){ return ::exp(p0); }
__device__ float f36(float p0){ return ::exp(p0); }
__device__ double f37(double p0){ return ::expm1(p0); }
__device__ float f38(float p0){ return ::expm1(p0); }
__device__ double f39(double p0){ return ::fabs(p0); }
__device__ float f40(float p0){ return ::fabs(p0); }
__device__ double f41(double p0, double p1){ return ::fdim(p0, p1); }
__device__ float f42(float p0, float p1){ return ::fdim(p0, p1); }
__device__ double f43(double p0){ return ::floor(p0); }
__device__ float f44(float p0){ return ::floor(p0); }
__device__ double f45(double p0, double p1, double p2){ return ::fma(p0, p1, p2); }
__device__ float f46(float p0, float p1, float p2){ return ::fma(p0, p1, p2); }
__device__ double f47(double p0, double p1){ return ::fmax(p0, p1); }
__device__ float f48(float p0, float p1){ return ::fmax(p0, p1); }
__device__ double f49(double p0, double p1){ return ::fmin(p0, p1); }
__device__ float f50(float p0, float p1){ return ::fmin(p0, p1); }
__device__ double f51(double p0, double p1){ return ::fmod(p0, p1); }
__device__ float f52(float p0, float p1){ return ::fmod(p0, p1); }
__device__ int f53(double p0){ return ::fpclassify(p0); }
__device__ int f54(float p0){ return ::fpclassify(p0); }
__device__ double f55(double p0, int * p1){ return ::frexp(p0, p1); }
__device__ float f56(float p0, int * p1){ return ::frexp(p0, p1); }
__device__ double f57(double p0, double p1){ return ::hypot(p0, p1); }
__device__ float f58(float p0, float p1){ return ::hypot(p0, p1); }
__device__ int f59(double p0){ return ::ilogb(p0); }
__device__ int f60(float p0){ return ::ilogb(p0); }
__device__ bool f61(long double p0){ return ::isfinite(p0); }
__device__ bool f62(double p0){ return ::isfinite(p0); }
__device__ bool f63(float p0){ return ::isfinite(p0); }
__device__ bool f64(double p0, double p1){ return ::isgreater(p0, p1); }
__device__ bool f65(double p0, double p1){ return ::isgreaterequal(p0, p1); }
__device__ bool f66(float p0, float p1){ return ::isgreaterequal(p0, p1); }
__device__ bool f67(float p0, float p1){ return ::isgreater(p0, p1); }
__device__ bool f68(long double p0){ return ::isinf(p0); }
__device__ bool f69(double p0){ return ::isinf(p0); }
__device__ bool f70(float p0){ return ::isinf(p0); }
__device__ bool f71(double p0, double p1){ return ::isless(p0, p1); }
__device__ bool f72(double p0, double p1){ return ::islessequal(p0, p1); }
__device__ bool f73(float p0, float p1){ return ::islessequal(p0, p1); }
__device__ bool f74(float p0, float p1){ return ::isless(p0, p1); }
__device__ bool f75(double p0, double p1){ return ::islessgreater(p0, p1); }
__device__ bool f76(float p0, float p1){ return ::islessgreater(p0, p1); }
__device__ bool f77(long double p0){ return ::isnan(p0); }
__device__ bool f78(double p0){ return ::isnan(p0); }
__device__ bool f79(float p0){ return ::isnan(p0); }
__device__ bool f80(double p0){ return ::isnormal(p0); }
__device__ bool f81(float p0){ return ::isnormal(p0); }
__device__ bool f82(double p0, double p1){ return ::isunordered(p0, p1); }
__device__ bool f83(float p0, float p1){ return ::isunordered(p0, p1); }
__device__ long f84(long p0){ return ::labs(p0); }
__device__ double f85(double p0, int p1){ return ::ldexp(p0, p1); }
__device__ float f86(float p0, int p1){ return ::ldexp(p0, p1); }
__device__ double f87(double p0){ return ::lgamma(p0); }
__device__ float f88(float p0){ return ::lgamma(p0); }
__device__ long long f89(long long p0){ return ::llabs(p0); }
__device__ long long f90(double p0){ return ::llrint(p0); }
__device__ long long f91(float p0){ return ::llrint(p0); }
__device__ double f92(double p0){ return ::log10(p0); }
__device__ float f93(float p0){ return ::log10(p0); }
__device__ double f94(double p0){ return ::log1p(p0); }
__device__ float f95(float p0){ return ::log1p(p0); }
__device__ double f96(double p0){ return ::log2(p0); }
__device__ float f97(float p0){ return ::log2(p0); }
__device__ double f98(double p0){ return ::logb(p0); }
__device__ float f99(float p0){ return ::logb(p0); }
__device__ double f100(double p0){ return ::log(p0); }
__device__ float f101(float p0){ return ::log(p0); }
__device__ long f102(double p0){ return ::lrint(p0); }
__device__ long f103(float p0){ return ::lrint(p0); }
__device__ long f104(double p0){ return ::lround(p0); }
__device__ long f105(float p0){ return ::lround(p0); }
__device__ long long f106(float p0){ return ::llround(p0); }
__device__ double f107(double p0, double * p1){ return ::modf(p0, p1); }
__device__ float f108(float p0, float * p1){ return ::modf(p0, p1); }
__device__ double f109(const char * p0){ return ::nan(p0); }
__device__ float f110(const char * p0){ return ::nanf(p0); }
__device__ double f111(double p0){ return ::nearbyint(p0); }
__device__ float f112(float p0){ return ::nearbyint(p0); }
__device__ double f113(double p0, double p1){ return ::nextafter(p0, p1); }
__device__ float f114(float p0, float p1){ return ::nextafter(p0, p1); }
__device__ double f115(double p0, double p1){ return ::pow(p0, p1); }
__device__ double f116(double p0, int p1){ return ::pow(p0, p1); }
__device__ float f117(float p0, float p1){ return ::pow(p0, p1); }
__device__ float f118(float p0, int p1){ return ::pow(p0, p1); }
__device__ double f119(double p0, double p1){ return ::remainder(p0, p1); }
__device__ float f120(float p0, float p1){ return ::remainder(p0, p1); }
__device__ double f121(double p0, double p1, int * p2){ return ::remquo(p0, p1, p2); }
__device__ float f122(float p0, float p1, int * p2){ return ::remquo(p0, p1, p2); }
__device__ double f123(double p0){ return ::rint(p0); }
__device__ float f124(float p0){ return ::rint(p0); }
__device__ double f125(double p0){ return ::round(p0); }
__device__ float f126(float p0){ return ::round(p0); }
__device__ double f127(double p0, long p1){ return ::scalbln(p0, p1); }
__device__ float f128(float p0, long p1){ return ::scalbln(p0, p1); }
__device__ double f129(double p0, int p1){ return ::scalbn(p0, p1); }
__device__ float f130(float p0, int p1){ return ::scalbn(p0, p1); }
__device__ bool f131(long double p0){ return ::signbit(p0); }
__device__ bool f132(double p0){ return ::signbit(p0); }
__device__ bool f133(float p0){ return ::signbit(p0); }
__device__ double f134(double p0){ return ::sin(p0); }
__device__ float f135(float p0){ return ::sin(p0); }
__device__ double f136(double p0){ return ::sinh(p0); }
__device__ float f137(float p0){ return ::sinh(p0); }
__device__ double f138(double p0){ return ::sqrt(p0); }
__device__ float f139(float p0){ return ::sqrt(p0); }
__device__ double f140(double p0){ return ::tan(p0); }
__device__ float f141(float p0){ return ::tan(p0); }
__device__ double f142(double p0){ return ::tanh(p0); }
__device__ float f143(float p0){ return ::tanh(p0); }
__device__ double f144(double p0){ return ::tgamma(p0); }
__device__ float f145(float p0){ return ::tgamma(p0); }
__device__ double f146(double p0){ return ::trunc(p0); }
__device__ float f147(float p0){ return ::trunc(p0); }
