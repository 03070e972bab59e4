// error: call to 'min' is ambiguous
__device__ float kernel(float f) { return min(1, f); }
