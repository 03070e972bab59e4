// half: device
// error: use of undeclared identifier '__shfl_down'
__global__ void kernel(int *p) { p[0] = __shfl_down(p[0], 1); }
