// about: cuComplex.h in kernels and on the host; small integers and powers of two, so that every result is exact
#include "../common/test.h"
#include <cuComplex.h>

__host__ __device__ void compute(double *out, int i) {
    cuFloatComplex a = make_cuFloatComplex(i, 2), b = make_cuComplex(-3, i + 1);
    cuDoubleComplex c = make_cuDoubleComplex(i * 2, -i), d = cuComplexFloatToDouble(cuConjf(b));
    cuFloatComplex sum = cuCaddf(a, b), product = cuCmulf(a, b), difference = cuCsubf(a, b), quotient = cuCdivf(a, make_cuComplex(0, 2));
    cuDoubleComplex fused = cuCfma(c, d, make_cuDoubleComplex(1, 1));
    out[0] = cuCrealf(sum) + 1000 * cuCimagf(sum);
    out[1] = cuCrealf(product) + 1000 * cuCimagf(product);
    out[2] = cuCrealf(difference) + 1000 * cuCimagf(difference);
    out[3] = cuCrealf(quotient) + 1000 * cuCimagf(quotient);
    out[4] = cuCreal(fused) + 1000 * cuCimag(fused);
    out[5] = cuCabs(make_cuDoubleComplex(3 * i, 4 * i));
    out[6] = cuCabsf(make_cuFloatComplex(0, -i));
}

__global__ void kernel(double *out) { compute(out + threadIdx.x * 7, threadIdx.x); }

int main() {
    std::vector<double> want(32 * 7);
    for (int i = 0; i < 32; i++)
        compute(&want[i * 7], i);
    Device<double> out(want.size());
    kernel<<<1, 32>>>(out);
    FINISH();
    match("values", out.host(), want);
    return verdict();
}
