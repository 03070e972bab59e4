// arch: sm_60
// The warp functions without a mask, which nvcc has below compute capability 7.0.

__global__ void all(int *i, float *f, double *d) {
    i[0] = __shfl(i[0], 0) + __shfl_up(i[0], 1) + __shfl_down(i[0], 1, 16) + __shfl_xor(i[0], 1);
    f[0] = __shfl(f[0], 0) + __shfl_down(f[0], 1);
    d[0] = __shfl_xor(d[0], 1);
    i[1] = __ballot(i[0] > 0) + __any(i[0]) + __all(i[0]);
}
