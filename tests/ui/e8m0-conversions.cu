// about: conversions to scaling factors that are powers of two
#include <cuda_bf16.h>
#include <cuda_fp8.h>

__global__ void kernel(float *out, float f, double d, __nv_bfloat16_raw b) {
    unsigned sum = __nv_cvt_float_to_e8m0(f, __NV_SATFINITE, cudaRoundPosInf);
    sum += __nv_cvt_double_to_e8m0(d, __NV_SATFINITE, cudaRoundPosInf);
    sum += __nv_cvt_bfloat16raw_to_e8m0(b, __NV_SATFINITE, cudaRoundPosInf);
    *out = sum;
}

int main() {
    kernel<<<1, 1>>>(nullptr, 1, 1, {0x3f80});
    return 0;
}
