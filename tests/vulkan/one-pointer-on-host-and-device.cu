// about: managed, pinned and registered memory: host and device see the same bytes, where lavapipe at the same address
#include "../common/test.h"
#include <cstdlib>

__global__ void work(int *values, int n, int *total) {
    for (int i = 0; i < n; i++)
        *total += values[i]++;
}

int main() {
    const int n = 100;
    int *managed, *pinned, *registered, *alias, *total;
    CUDA(cudaMallocManaged(&total, sizeof(int)));
    *total = 7;
    CUDA(cudaMallocManaged(&managed, n * sizeof(int)));
    CUDA(cudaHostAlloc(&pinned, n * sizeof(int), cudaHostAllocMapped));
    registered = (int *)aligned_alloc(4096, 4096);
    CUDA(cudaHostRegister(registered, 4096, cudaHostRegisterMapped));
    for (int i = 0; i < n; i++)
        managed[i] = pinned[i] = registered[i] = i;
    work<<<1, 1>>>(managed, n, total);
    CUDA(cudaHostGetDevicePointer(&alias, pinned, 0));
    work<<<1, 1>>>(alias, n, total);
    CUDA(cudaHostGetDevicePointer(&alias, registered, 0));
    work<<<1, 1>>>(alias, n, total);
    FINISH();
    match("total", *total, 7 + 3 * 4950);
    match("managed", managed[9], 10);
    match("pinned", pinned[99], 100);
    match("registered", registered[50], 51);
    CUDA(cudaHostUnregister(registered));
    CUDA(cudaFreeHost(pinned));
    CUDA(cudaFree(managed));
    return verdict();
}
