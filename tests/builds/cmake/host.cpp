// Host code that calls the runtime and a library with kernels.
#include <cstdio>
#include <cuda_runtime.h>
int sum_of_twice(int n);
int main() {
    int devices = 0;
    if (cudaGetDeviceCount(&devices) != cudaSuccess || devices < 1) return 1;
    std::puts(sum_of_twice(32) == 32 * 31 ? "PASS" : "FAIL");
}
