// about: CUDA's older names of intrinsics, vectors of every type, double complex numbers, address spaces
#include "../common/test.h"
#include <cuComplex.h>

#define VECTORS(X) \
    X(char, signed char) X(uchar, unsigned char) X(short, short) X(ushort, unsigned short) X(int, int) X(uint, unsigned) \
    X(long, long) X(ulong, unsigned long) X(longlong, long long) X(ulonglong, unsigned long long) X(float, float) \
    X(double, double)

__device__ int bad;
__constant__ int constant = 5;
__device__ int global = 6;

#define IS(condition) \
    if (!(condition)) { \
        printf("line %d is not true: %s\n", __LINE__, #condition); \
        atomicAdd(&bad, 1); \
    }

__global__ void vectors() {
#define VECTOR(name, T) \
    { \
        name##1 a = make_##name##1((T)1); \
        name##2 b = make_##name##2((T)1, (T)2); \
        name##3 c = make_##name##3((T)1, (T)2, (T)3); \
        name##4 d = make_##name##4((T)1, (T)2, (T)3, (T)4); \
        IS(a.x + b.x + b.y * 10 + c.x + c.y * 10 + c.z * 2 == 49 && d.x == 1 && d.y == 2 && d.z == 3 && d.w == 4); \
    }
    VECTORS(VECTOR)
}

#if CUDART_VERSION < 13000
// Names that CUDA 13 has no more.
__global__ void gone(int i, unsigned u, float f) {
    IS(mulhi(i, 0x40000000) == __mulhi(i, 0x40000000) && mulhi(i, 0x40000000) == -2);
    IS(umulhi(u, 0x80000000u) == 50 && mul64hi(-4ll, 1ll << 62) == -1 && umul64hi(8ull, 1ull << 61) == 1);
    IS(umul24(u, 3) == 300 && mul24(i, 3) == -21);
    IS(float2int(f) == 2 && float2int(f, cudaRoundPosInf) == 3 && float2uint(f, cudaRoundMinInf) == 2u);
    IS(int2float(i) == -7.0f && uint2float(u) == 100.0f);
    IS(powif(2.0f, 10) == 1024.0f && powi(2.0, -1) == 0.5);
    IS(__isfinited(2.5) && __signbitd(-2.5) && !__signbitd(2.5));
    IS(float_as_int(1.0f) == 0x3f800000 && int_as_float(0x3f800000) == 1.0f);
}
#endif

__global__ void older(int i, unsigned u, float f) {
    IS(fdividef(f, 0.5f) == 5.0f && fdivide(5.0, 2.0) == 2.5);
    IS(llmax(1ll, (long long)i) == 1 && llmin(1ll, (long long)i) == i && ullmax(1ull, u) == 100 && ullmin(1ull, u) == 1);
    IS(umax(3u, u) == 100 && umin(3u, u) == 3 && llabs((long long)i) == 7 && labs((long)i) == 7);
    IS(__dp2a_lo(0x00030002, 0x04030201, i) == 2 * 1 + 3 * 2 + i);
    IS(__dp2a_hi(0x00030002u, 0x04030201u, u) == 2u * 3 + 3u * 4 + u);
    IS(__fns(0x2c, 0, 2) == 3 && __fns(0x2c, 5, -1) == 5 && __fns(0, 0, 1) == 0xffffffff);
    IS(scalbln(1.5, 4l) == 24.0 && scalblnf(1.5f, 4l) == 24.0f && llrint(2.5) == 2 && llrintf(3.5f) == 4);
    float s, c;
    __sincosf(0.0f, &s, &c);
    IS(s == 0.0f && c == 1.0f && __tanhf(0.0f) == 0.0f);
    IS(__fmaf_ieee_rn(f, 2, 1) == 6 && __fmaf_ieee_rz(f, 2, 1) == 6 && __fmaf_ieee_ru(f, 2, 1) == 6 && __fmaf_ieee_rd(f, 2, 1) == 6);
}

__global__ void classes(float f, double d, float zero) {
    float none = nanf(""), infinity = 1 / zero;
    IS(__finitef(f) && !__finitef(infinity) && __finite(d) && !__isinf(d) && __isinff(infinity));
    IS(__isnanf(none) && !__isnan(d) && __signbitf(-f) && __signbit(-d) && !__signbitf(f));
}

__global__ void spaces() {
    __shared__ int shared;
    int local = 1;
    shared = 4;
    IS(__isGlobal(&global) && !__isGlobal(&shared) && __isShared(&shared) && !__isShared(&global));
    IS(__isLocal(&local) && !__isLocal(&shared));
    IS(*(int *)__cvta_global_to_generic(__cvta_generic_to_global(&global)) == 6);
    IS(*(int *)__cvta_shared_to_generic(__cvta_generic_to_shared(&shared)) == 4);
    IS(*(int *)__cvta_local_to_generic(__cvta_generic_to_local(&local)) == 1);
    IS(*(const int *)__cvta_constant_to_generic(__cvta_generic_to_constant(&constant)) == 5);
    __threadfence_system();
    __prof_trigger(1);
}

__global__ void complex(double zero) {
    cuDoubleComplex a = make_cuDoubleComplex(3 + zero, 4), b = make_cuDoubleComplex(1, -2);
    cuDoubleComplex sum = cuCadd(a, b), difference = cuCsub(a, b), product = cuCmul(a, b), quotient = cuCdiv(a, b);
    IS(sum.x == 4 && sum.y == 2 && difference.x == 2 && difference.y == 6 && product.x == 11 && product.y == -2);
    IS(fabs(quotient.x + 1) < 1e-15 && fabs(quotient.y - 2) < 1e-15 && cuConj(a).y == -4 && cuCabs(a) == 5);
    cuFloatComplex f = cuComplexDoubleToFloat(a), g = cuCfmaf(f, f, make_cuFloatComplex(1, 1));
    IS(f.x == 3 && f.y == 4 && g.x == -6 && g.y == 25 && cuCfma(b, b, a).x == 0 && cuComplexFloatToDouble(g).y == 25);
}

__global__ void atomics(int *words, unsigned *unsigneds) {
    __shared__ unsigned short half;
    atomicAdd_block(&words[0], 1);
    atomicSub_block(&words[1], 1);
    atomicMin_block(&words[2], -(int)threadIdx.x);
    atomicMax_block(&words[3], (int)threadIdx.x);
    atomicAnd_block(&unsigneds[0], ~(1u << (threadIdx.x % 32)));
    atomicOr_block(&unsigneds[1], 1u << (threadIdx.x % 32));
    atomicXor_block(&unsigneds[2], 1u << (threadIdx.x % 32));
    atomicInc_block(&unsigneds[3], 9);
    atomicDec_block(&unsigneds[4], 9);
    atomicCAS_block(&words[4], 0, (int)threadIdx.x + 1);
    atomicExch_block(&words[5], 17);
    (void)half;
}

int main() {
    vectors<<<1, 1>>>();
    older<<<1, 1>>>(-7, 100, 2.5f);
#if CUDART_VERSION < 13000
    gone<<<1, 1>>>(-7, 100, 2.5f);
#endif
    classes<<<1, 1>>>(2.5f, 2.5, 0.0f);
    spaces<<<1, 1>>>();
    complex<<<1, 1>>>(0);
    int *words, word[6];
    unsigned *unsigneds, number[5];
    CUDA(cudaMalloc(&words, sizeof word));
    CUDA(cudaMalloc(&unsigneds, sizeof number));
    CUDA(cudaMemset(words, 0, sizeof word));
    CUDA(cudaMemset(unsigneds, 0, sizeof number));
    CUDA(cudaMemset(unsigneds, 255, sizeof(unsigned)));
    atomics<<<1, 64>>>(words, unsigneds);
    FINISH();
    CUDA(cudaMemcpy(word, words, sizeof word, cudaMemcpyDeviceToHost));
    CUDA(cudaMemcpy(number, unsigneds, sizeof number, cudaMemcpyDeviceToHost));
    EXPECT(word[0] == 64 && word[1] == -64 && word[2] == -63 && word[3] == 63 && word[4] >= 1 && word[5] == 17);
    EXPECT(number[0] == 0 && number[1] == ~0u && number[2] == 0 && number[3] == 4);
    // 0 becomes 9 and counts down: after 64 steps of a cycle of 10 it is at the fourth.
    EXPECT(number[4] == 6);
    int wrong;
    CUDA(cudaMemcpyFromSymbol(&wrong, bad, sizeof wrong));
    failures += wrong;
    return verdict();
}
