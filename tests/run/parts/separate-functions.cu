// The sources of separate-compilation.cu: device functions and variables that the others only declare.
#include "separate.h"
#include "../../common/test.h"

__device__ int counter = 5;
__constant__ int table[4] = {1, 20, 300, 4000};

static __device__ int private_to_this = 1000;

__device__ int twice(int value) { return 2 * value + private_to_this - 1000; }

static __device__ int negated(int value) { return -value; }
__device__ int (*operation)(int) = negated;

struct Square : Shape {
    int side;
    __device__ explicit Square(int side) : side(side) {}
    __device__ int area() const override { return side * side; }
};
__device__ Shape *make_square(void *place, int side) { return new (place) Square(side); }

__device__ void rotate_block() {
    int next = scratch[(threadIdx.x + 1) % blockDim.x];
    __syncthreads();
    scratch[threadIdx.x] = next;
    __syncthreads();
}

static __global__ void kernel(int *out) { *out = ++private_to_this + stored<int>++; }

void second_half(int *device_memory) {
    kernel<<<1, 1>>>(device_memory);
    FINISH();
    add<7><<<1, 1>>>(device_memory);
    FINISH();
}
