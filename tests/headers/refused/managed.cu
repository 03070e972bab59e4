// error: __managed__ variables are not supported yet
__device__ __managed__ int counter;
