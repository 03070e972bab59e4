// More shared memory than a block can have.
__global__ void k(int *p) {
    __shared__ int values[100000];
    values[threadIdx.x] = *p;
    __syncthreads();
    *p = values[threadIdx.x ^ 1];
}
