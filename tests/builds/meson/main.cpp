// Host code of g++ that calls the runtime.
#include "kernels.h"
#include <cstdio>
#include <cuda_runtime.h>
int main() {
    const int n = 1000;
    float *a, *b;
    cudaMallocManaged(&a, n * sizeof(float));
    cudaMallocManaged(&b, n * sizeof(float));
    for (int i = 0; i < n; ++i) a[i] = i, b[i] = 2 * i;
    launch_add(a, b, n);
    if (cudaDeviceSynchronize() != cudaSuccess) return 1;
    for (int i = 0; i < n; ++i)
        if (a[i] != 3 * i) return 1;
    std::puts("PASS");
}
