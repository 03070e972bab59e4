// about: zero-copy: cudaHostAlloc with cudaHostAllocMapped, cudaHostGetDevicePointer, cudaHostRegister, atomics on it
#include "../common/test.h"

__global__ void work(int *pinned, int *registered, int n) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) {
        registered[i] = pinned[i] * 2;
        atomicAdd_system(&pinned[n], 1);
    }
}

int main() {
    const int n = 777;
    int *pinned, *pinned_device, *registered_device;
    CUDA(cudaHostAlloc(&pinned, (n + 1) * sizeof(int), cudaHostAllocMapped | cudaHostAllocPortable));
    std::vector<int> memory(n + 2048), want(n);
    int *registered = &memory[1024 - reinterpret_cast<uintptr_t>(memory.data()) % 4096 / sizeof(int)];
    CUDA(cudaHostRegister(registered, n * sizeof(int), cudaHostRegisterMapped));
    CUDA(cudaHostGetDevicePointer(&pinned_device, pinned, 0));
    CUDA(cudaHostGetDevicePointer(&registered_device, registered, 0));
    for (int i = 0; i < n; i++) {
        pinned[i] = i * 3;
        want[i] = i * 6;
    }
    pinned[n] = 0;
    work<<<4, 256>>>(pinned_device, registered_device, n);
    FINISH();
    match("count", pinned[n], n);
    match("registered", std::vector<int>(registered, registered + n), want);
    unsigned flags = 0;
    CUDA(cudaHostGetFlags(&flags, pinned));
    EXPECT(flags & cudaHostAllocMapped);
    CUDA(cudaHostUnregister(registered));
    CUDA(cudaFreeHost(pinned));
    EXPECT(registered[n - 1] == want[n - 1]); // still the host's memory
    return verdict();
}
