// error: surfaces in kernels are not supported yet
__global__ void kernel(cudaSurfaceObject_t surface) { surf2Dwrite(1.0f, surface, 0, 0); }
