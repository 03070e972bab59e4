// A program that forbids the operators and conversions of 16-bit numbers and defines its own.
// flags: -D__CUDA_NO_HALF_OPERATORS__ -D__CUDA_NO_HALF_CONVERSIONS__ -D__CUDA_NO_HALF2_OPERATORS__ -D__CUDA_NO_BFLOAT16_OPERATORS__ -D__CUDA_NO_BFLOAT16_CONVERSIONS__ -D__CUDA_NO_BFLOAT162_OPERATORS__ -DCUDA_NO_HALF -DCUDA_NO_BFLOAT16
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <type_traits>

struct half {};
typedef int half2, nv_bfloat16;

static_assert(!std::is_convertible<__half, float>::value && !std::is_constructible<__half, float>::value, "no conversions");
static_assert(!std::is_convertible<__nv_bfloat16, int>::value && !std::is_constructible<__nv_bfloat16, int>::value, "");

__host__ __device__ __half operator+(const __half &a, const __half &b) { return __hadd(a, b); }
__host__ __device__ __half2 operator*(const __half2 &a, const __half2 &b) { return __hmul2(a, b); }
__host__ __device__ __nv_bfloat16 operator-(const __nv_bfloat16 &a, const __nv_bfloat16 &b) { return __hsub(a, b); }
__host__ __device__ bool operator<(const __nv_bfloat162 &a, const __nv_bfloat162 &b) { return __hblt2(a, b); }

__global__ void k(__half *h, __half2 *h2, __nv_bfloat16 *b, __nv_bfloat162 *b2, half2 n) {
    h[0] = h[1] + h[2];
    h2[0] = h2[1] * h2[2];
    b[0] = b[1] - b[2];
    h[n] = b2[0] < b2[1] ? hsqrt(h[3]) : __float2half(1.0f);
}
