// about: the runtime API from C, without kernels
#include <cuda_runtime.h>
#include <stdio.h>
#include <string.h>

int main(void) {
    char in[100], out[100];
    void *device = NULL;
    cudaStream_t stream;
    struct cudaDeviceProp properties;
    dim3 size = {1, 2, 3};
    float4 vector = {1, 2, 3, 4};
    int i, good = 1;
    for (i = 0; i < 100; i++)
        in[i] = (char)i;
    good &= cudaGetDeviceProperties(&properties, 0) == cudaSuccess && properties.warpSize == 32;
    good &= cudaStreamCreate(&stream) == cudaSuccess;
    good &= cudaMalloc(&device, 100) == cudaSuccess;
    good &= cudaMemcpyAsync(device, in, 100, cudaMemcpyHostToDevice, stream) == cudaSuccess;
    good &= cudaMemsetAsync((char *)device + 10, 'x', 5, stream) == cudaSuccess;
    good &= cudaMemcpyAsync(out, device, 100, cudaMemcpyDeviceToHost, stream) == cudaSuccess;
    good &= cudaStreamSynchronize(stream) == cudaSuccess;
    good &= out[9] == 9 && out[10] == 'x' && out[14] == 'x' && out[15] == 15 && memcmp(in + 15, out + 15, 85) == 0;
    good &= size.z == 3 && vector.w == 4 && cudaMalloc(NULL, 4) == cudaErrorInvalidValue;
    printf("%s\n", cudaGetErrorString(cudaGetLastError()));
    good &= cudaFree(device) == cudaSuccess;
    puts(good ? "PASS" : "FAIL");
    return !good;
}
