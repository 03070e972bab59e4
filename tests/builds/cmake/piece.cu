// Device code of an object library.
__device__ int thrice(int value) { return 3 * value; }
