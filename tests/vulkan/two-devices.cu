// about: a Vulkan and the wasm device in one program: kernels, variables and streams of each, copies between them
#include "../common/test.h"

__device__ int variable = 40;
__global__ void add(int *out, int n) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n)
        out[i] += variable + i;
}

int main() {
    const int n = 1000;
    int count = 0, *memory[2];
    CUDA(cudaGetDeviceCount(&count));
    match("devices", count, 2);
    cudaStream_t stream[2];
    for (int device = 0; device < 2; device++) {
        CUDA(cudaSetDevice(device));
        CUDA(cudaStreamCreate(&stream[device]));
        CUDA(cudaMalloc(&memory[device], n * sizeof(int)));
        CUDA(cudaMemset(memory[device], 0, n * sizeof(int)));
        int value = 2 + device;
        CUDA(cudaMemcpyToSymbol(variable, &value, sizeof value));
        add<<<4, 256, 0, stream[device]>>>(memory[device], n);
        CUDA(cudaStreamSynchronize(stream[device]));
    }
    cudaPointerAttributes attributes;
    CUDA(cudaPointerGetAttributes(&attributes, memory[0]));
    match("first memory's device", attributes.device, 0);
    std::vector<int> first(n), second(n), want(n);
    for (int i = 0; i < n; i++)
        want[i] = i + 2;
    // The current device is 1; addresses say where memory is.
    CUDA(cudaMemcpy(first.data(), memory[0], n * sizeof(int), cudaMemcpyDefault));
    match("first", first, want);
    CUDA(cudaMemcpyPeer(memory[1], 1, memory[0], 0, n * sizeof(int)));
    add<<<4, 256>>>(memory[1], n);
    CUDA(cudaMemcpyAsync(memory[0], memory[1], n * sizeof(int), cudaMemcpyDefault, stream[1]));
    CUDA(cudaStreamSynchronize(stream[1]));
    for (int i = 0; i < n; i++)
        want[i] += i + 3;
    CUDA(cudaMemcpy(second.data(), memory[0], n * sizeof(int), cudaMemcpyDeviceToHost));
    match("second", second, want);
    add<<<1, 1, 0, stream[0]>>>(memory[1], 0);
    GIVES(cudaErrorInvalidResourceHandle, cudaGetLastError());
    GIVES(cudaErrorInvalidDevice, cudaSetDevice(2));
    return verdict();
}
