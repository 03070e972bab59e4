// Device code that another source should have.
__device__ int missing(int value);
__global__ void k(int *p) { *p = missing(*p); }
int main() { k<<<1, 1>>>(nullptr); }
