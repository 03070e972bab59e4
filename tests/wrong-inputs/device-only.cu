// Something that only exists in device code is wrong.
#ifdef __CUDA_ARCH__
#define WIDTH undeclared_in_device_code
#else
#define WIDTH 3
#endif
__global__ void k(int *p) { *p = WIDTH; }
