// about: bad launch configurations give CUDA's codes, are not sticky, and run nothing
// only-anywarp: CUDA 12's codes, which its manual names; an H200 with CUDA 13 gave cudaErrorInvalidValue for every bad shape and cudaErrorInvalidResourceHandle for an unknown function
#include "../common/test.h"

__global__ void kernel(int *out) { atomicAdd(out, 1); }
__global__ void __launch_bounds__(64) small(int *out) { atomicAdd(out, 1); }

int main() {
    Device<int> out(1);
    kernel<<<0, 32>>>(out);
    FAILS(cudaGetLastError());
    kernel<<<1, 0>>>(out);
    FAILS(cudaGetLastError());
    kernel<<<1, 1025>>>(out);
    FAILS(cudaGetLastError());
    kernel<<<1, dim3(32, 33)>>>(out);
    FAILS(cudaGetLastError());
    kernel<<<1, dim3(1, 1, 65)>>>(out);
    FAILS(cudaGetLastError());
    kernel<<<dim3(1, 65536), 1>>>(out);
    FAILS(cudaGetLastError());
    kernel<<<dim3(1, 1, 65536), 1>>>(out);
    FAILS(cudaGetLastError());
    kernel<<<1, 32, 1 << 20>>>(out); // more shared memory than any device has
    FAILS(cudaGetLastError());
    kernel<<<1, 32, 49 * 1024>>>(out); // more than 48 KiB without asking for it
    FAILS(cudaGetLastError());
    small<<<1, 65>>>(out); // more than its launch bounds
    FAILS(cudaGetLastError());
    GIVES(cudaErrorInvalidDeviceFunction, cudaLaunchKernel((const void *)&out, dim3(1), dim3(1), nullptr, 0, 0));
    GIVES(cudaErrorInvalidDeviceFunction, cudaGetLastError());
    GIVES(cudaSuccess, cudaGetLastError());
    GIVES(cudaSuccess, cudaDeviceSynchronize());
    match("nothing ran", out.host()[0], 0);
    kernel<<<1, 1024>>>(out);
    GIVES(cudaSuccess, cudaGetLastError());
    kernel<<<dim3(1, 65535), 1>>>(out);
    GIVES(cudaSuccess, cudaPeekAtLastError());
    FINISH();
    match("these ran", out.host()[0], 1024 + 65535);
    return verdict();
}
