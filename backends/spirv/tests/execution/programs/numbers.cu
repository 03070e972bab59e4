// Arithmetic of every type.
template <class T> __device__ T mix(T a, T b) {
    T r = (T)(a * 3 + b);
    r ^= (T)(a >> 3);
    r += (T)(b << 2);
    if (b != 0) { r += (T)(a / b); r ^= (T)(a % b); }
    return a < b ? r : (T)~r;
}
#define MIX(name, T) __global__ void mix_##name(const T *a, const T *b, T *out) { int i = threadIdx.x; out[i] = mix<T>(a[i], b[i]); }
MIX(i8, signed char) MIX(u8, unsigned char) MIX(i16, short) MIX(u16, unsigned short)
MIX(i32, int) MIX(u32, unsigned) MIX(i64, long long) MIX(u64, unsigned long long)
__global__ void bits(const unsigned long long *in, unsigned *out) {
    unsigned long long x = in[threadIdx.x];
    unsigned *o = out + threadIdx.x * 8;
    o[0] = __popcll(x); o[1] = __clzll(x); o[2] = __ffsll(x); o[3] = (unsigned)(__brevll(x) >> 13);
    o[4] = __clz((int)x); o[5] = __byte_perm((unsigned)x, (unsigned)(x >> 32), 0x5341); o[6] = __funnelshift_l((unsigned)x, (unsigned)(x >> 32), 9);
    o[7] = (unsigned)__umul64hi(x, x * 3 + 1);
}
__global__ void math(const double *in, double *out, float *outf) {
    int i = threadIdx.x;
    double x = in[i];
    out[i * 8] = sin(x); out[i * 8 + 1] = exp(x * 0.1); out[i * 8 + 2] = log(fabs(x) + 1.0); out[i * 8 + 3] = pow(fabs(x), 1.5);
    out[i * 8 + 4] = sqrt(fabs(x)); out[i * 8 + 5] = floor(x) + rint(x); out[i * 8 + 6] = fma(x, x, -x); out[i * 8 + 7] = fmod(x, 3.0);
    float y = (float)x;
    outf[i * 6] = sinf(y); outf[i * 6 + 1] = expf(y * 0.1f); outf[i * 6 + 2] = sqrtf(fabsf(y)); outf[i * 6 + 3] = y / 7.0f;
    outf[i * 6 + 4] = fmaf(y, y, -y); outf[i * 6 + 5] = fminf(y, 1.0f) + fmaxf(y, -1.0f);
}
__global__ void atomics(int *i, unsigned *u, unsigned long long *l, float *f, double *d, unsigned short *s) {
    int t = threadIdx.x;
    atomicAdd(i, t); atomicMax(i + 1, t * 7 % 50); atomicMin(i + 2, -t); atomicXor(i + 3, 1 << (t & 31));
    atomicInc(u, 9); atomicDec(u + 1, 9); atomicOr(u + 2, 1u << (t & 15));
    atomicAdd(l, (unsigned long long)t << 30); atomicMax(l + 1, (unsigned long long)t << 33);
    atomicAdd(f, 0.5f); atomicAdd(d, 0.25);
    unsigned short seen = s[1], assumed;
    do { assumed = seen; seen = atomicCAS(s + 1, assumed, (unsigned short)(assumed + 3)); } while (seen != assumed);
    __shared__ double sum; __shared__ int most;
    if (t == 0) { sum = 0; most = -1; }
    __syncthreads();
    atomicAdd(&sum, 1.5); atomicMax(&most, t);
    __syncthreads();
    if (t == 0) { d[1] = sum; i[4] = most; }
}
