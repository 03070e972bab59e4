// What Vulkan leaves to the device and CUDA does not.

// The specialisation constants for it are 0 in these tests: the device is one that flushes.
__global__ void widen(const float *in, double *out) { out[threadIdx.x] = in[threadIdx.x]; }
// LLVM takes the mask for a magnitude.
__global__ void magnitudes(const float *in, unsigned *out) {
    out[threadIdx.x] = (__float_as_uint(in[threadIdx.x]) & 0x7fffffff) + 1;
}

__global__ void divide(const int *a, const int *b, int *out) {
    int i = threadIdx.x;
    out[4 * i] = a[i] / b[i];
    out[4 * i + 1] = a[i] % b[i];
    out[4 * i + 2] = (unsigned)a[i] / (unsigned)b[i];
    out[4 * i + 3] = (unsigned)a[i] % (unsigned)b[i];
}
