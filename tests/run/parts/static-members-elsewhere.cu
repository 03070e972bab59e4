// The second source of static-members.cu.
#include "static-members.h"

__global__ static void kernel(int *out) { *out = Generic<int>::value + Written::here + Generic<int>::managed; }

int of_the_other_source() {
    int *p, result;
    cudaMallocManaged(&p, sizeof *p);
    kernel<<<1, 1>>>(p);
    cudaDeviceSynchronize();
    result = *p;
    cudaFree(p);
    return result;
}
