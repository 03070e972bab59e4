// about: cudaGetLastError clears, cudaPeekAtLastError does not; failed calls are not sticky; success does not clear
#include "../common/test.h"

__global__ void kernel(int *out) { *out = 5; }

int main() {
    Device<int> out(1);
    GIVES(cudaErrorInvalidDevice, cudaSetDevice(1000));
    GIVES(cudaErrorInvalidDevice, cudaPeekAtLastError());
    GIVES(cudaSuccess, cudaDeviceSynchronize());
    GIVES(cudaErrorInvalidDevice, cudaPeekAtLastError());
    GIVES(cudaErrorInvalidDevice, cudaGetLastError());
    GIVES(cudaSuccess, cudaGetLastError());
    kernel<<<1, 2000>>>(out);
    GIVES(cudaErrorInvalidValue, cudaMemcpy(nullptr, out, 4, cudaMemcpyDeviceToHost)); // replaces the launch's error
    GIVES(cudaErrorInvalidValue, cudaGetLastError());
    kernel<<<1, 1>>>(out);
    GIVES(cudaSuccess, cudaGetLastError());
    match("value", out.host()[0], 5);
    return verdict();
}
