// The intrinsics of the CUDA Math API: integer, conversion, rounding, SIMD in a word, DPX; caches and clocks.

__global__ void integer(int *i, unsigned *u, long long *l, unsigned long long *w) {
    i[0] = __popc(u[0]) + __clz(i[0]) + __ffs(i[0]) + __popcll(w[0]) + __clzll(l[0]) + __ffsll(l[0]) + __mul24(i[0], 2);
    i[1] = __mulhi(i[0], i[1]) + __hadd(i[0], i[1]) + __rhadd(i[0], i[1]) + __dp4a(i[0], i[1], i[2]) + __dp2a_lo(1, 2, 3);
    u[0] = __brev(u[0]) + __byte_perm(u[0], u[1], 0x3210) + __sad(i[0], i[1], u[0]) + __usad(u[0], u[1], u[2]);
    u[1] = __umul24(u[0], u[1]) + __umulhi(u[0], u[1]) + __uhadd(u[0], u[1]) + __urhadd(u[0], u[1]) + __dp4a(1u, 2u, 3u);
    u[2] = __funnelshift_l(1, 2, 3) + __funnelshift_lc(1, 2, 33) + __funnelshift_r(1, 2, 3) + __funnelshift_rc(1, 2, 3);
    l[0] = __mul64hi(l[0], l[1]);
    w[0] = __umul64hi(w[0], w[1]) + __brevll(w[0]);
}

__global__ void convert(int *i, unsigned *u, long long *l, unsigned long long *w, float *f, double *d) {
    i[0] = __float2int_rn(f[0]) + __double2int_rz(d[0]) + __float_as_int(f[0]) + __double2hiint(d[0]) + __double2loint(d[0]);
    u[0] = __float2uint_ru(f[0]) + __double2uint_rd(d[0]) + __float_as_uint(f[0]);
    l[0] = __float2ll_rn(f[0]) + __double2ll_rz(d[0]) + __double_as_longlong(d[0]);
    w[0] = __float2ull_rn(f[0]) + __double2ull_rd(d[0]);
    f[0] = __int2float_rn(i[0]) + __uint2float_rz(u[0]) + __ll2float_ru(l[0]) + __ull2float_rd(w[0]) + __int_as_float(i[0]);
    f[1] = __double2float_rn(d[0]) + __uint_as_float(u[0]);
    d[0] = __int2double_rn(i[0]) + __uint2double_rn(u[0]) + __ll2double_rn(l[0]) + __ull2double_rz(w[0]);
    d[1] = __longlong_as_double(l[0]) + __hiloint2double(1, 2);
}

__global__ void rounding(float *f, double *d) {
    f[0] = __fadd_rn(f[0], f[1]) + __fsub_rz(f[0], f[1]) + __fmul_ru(f[0], f[1]) + __fdiv_rd(f[0], f[1]);
    f[1] = __fmaf_rn(f[0], f[1], f[2]) + __frcp_rn(f[0]) + __fsqrt_rz(f[0]);
    d[0] = __dadd_rn(d[0], d[1]) + __dsub_rz(d[0], d[1]) + __dmul_ru(d[0], d[1]) + __ddiv_rd(d[0], d[1]);
    d[1] = __fma_rn(d[0], d[1], d[2]) + __drcp_rn(d[0]) + __dsqrt_rz(d[0]);
}

__global__ void simd(unsigned *u) {
    u[0] = __vadd2(u[0], u[1]) + __vadd4(u[0], u[1]) + __vaddss2(u[0], u[1]) + __vaddus4(u[0], u[1]) + __vsub2(u[0], u[1]);
    u[1] = __vabs2(u[0]) + __vabsss4(u[0]) + __vneg2(u[0]) + __vnegss4(u[0]) + __vabsdiffu4(u[0], u[1]) + __vsadu4(u[0], u[1]);
    u[2] = __vavgs2(u[0], u[1]) + __vavgu4(u[0], u[1]) + __vhaddu2(u[0], u[1]) + __vmaxs4(u[0], u[1]) + __vminu2(u[0], u[1]);
    u[3] = __vcmpeq4(u[0], u[1]) + __vcmpgts2(u[0], u[1]) + __vsetne4(u[0], u[1]) + __vsetleu2(u[0], u[1]);
    bool a, b;
    u[4] = __vimax3_s32(1, 2, 3) + __viaddmin_u32(1u, 2u, 3u) + __vibmax_s32(1, 2, &a) + __vimax_s16x2_relu(u[0], u[1]);
    u[5] = __vibmin_u16x2(u[0], u[1], &a, &b) + __viaddmax_s16x2_relu(u[0], u[1], u[2]) + a + b;
}

struct Pair {
    float x, y;
};

__global__ void memory(int *i, float4 *v, double *d, Pair *p, unsigned long long *w) {
    i[0] = __ldg(i) + __ldca(i) + __ldcg(i) + __ldcs(i) + __ldlu(i) + __ldcv(i);
    float4 a = __ldg(v), b = __ldcv(v);
    a.x += b.y;
    __stwb(v, a);
    __stcg(v, b);
    __stcs(d, 1);
    __stwt(v, a);
    p[0] = __ldcv(p);
    w[0] = clock64() + clock() + __globaltimer();
    __nanosleep(100);
    w[1] = __cvta_generic_to_shared(i) + __isShared(i) + __isGlobal(i) + __isConstant(i) + __isLocal(i);
    __prof_trigger(1);
    if (i[0] == 3)
        __trap();
    if (i[0] == 4)
        __brkpt();
}
