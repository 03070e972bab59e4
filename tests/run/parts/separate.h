// What the sources of separate-compilation.cu share.
#pragma once

struct Shape {
    __device__ virtual int area() const = 0;
};

extern __device__ int counter;
extern __constant__ int table[4];
inline __device__ int visits = 0;

template <class T> __device__ T stored = 3;

__device__ int twice(int value);
__device__ Shape *make_square(void *place, int side);
extern __device__ int (*operation)(int);
extern __shared__ int scratch[];
__device__ void rotate_block();

template <int N> __global__ void add(int *out) {
    atomicAdd(&visits, 1);
    *out += N;
}

void first_half(int *device_memory);
void second_half(int *device_memory);
