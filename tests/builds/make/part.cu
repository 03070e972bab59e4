// Device code that another source calls.
__device__ int twice(int value) { return 2 * value; }
