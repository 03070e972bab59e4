// about: registering twice, unregistering what is not registered
#include "../common/test.h"

int main() {
    CUDA(cudaFree(nullptr));
    void *memory = nullptr;
    EXPECT(posix_memalign(&memory, 4096, 3 * 4096) == 0);
    GIVES(cudaSuccess, cudaHostRegister(memory, 2 * 4096, cudaHostRegisterDefault));
    GIVES(cudaErrorHostMemoryAlreadyRegistered, cudaHostRegister(memory, 4096, cudaHostRegisterDefault));
    void *device = nullptr;
    GIVES(cudaSuccess, cudaHostGetDevicePointer(&device, memory, 0));
    EXPECT(device != nullptr);
    GIVES(cudaSuccess, cudaHostUnregister(memory));
    GIVES(cudaErrorHostMemoryNotRegistered, cudaHostUnregister(memory));
    GIVES(cudaErrorHostMemoryNotRegistered, cudaGetLastError());
    GIVES(cudaSuccess, cudaGetLastError());
    memset(memory, 1, 3 * 4096);
    free(memory);
    return verdict();
}
