// A program's own atomics beside CUDA's: the double addition that old programs bring, float maximum.

#if __CUDA_ARCH__ < 600
__device__ double atomicAdd(double *address, double value) {
    unsigned long long *bits = (unsigned long long *)address;
    unsigned long long old = *bits, assumed;
    do {
        assumed = old;
        old = atomicCAS(bits, assumed, __double_as_longlong(value + __longlong_as_double(assumed)));
    } while (assumed != old);
    return __longlong_as_double(old);
}
#endif

__device__ float atomicMax(float *address, float value) {
    return __int_as_float(atomicMax((int *)address, __float_as_int(value)));
}

__global__ void use(double *d, float *f, int *i) {
    atomicAdd(d, 1);
    atomicAdd(&d[1], 1.0f);
    atomicMax(f, 2.0f);
    atomicMax(i, 2);
}
