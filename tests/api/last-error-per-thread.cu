// about: every host thread has its own last error
#include "../common/test.h"
#include <thread>

int main() {
    CUDA(cudaFree(nullptr));
    GIVES(cudaErrorInvalidDevice, cudaSetDevice(-2));
    std::thread other([] {
        GIVES(cudaSuccess, cudaGetLastError());
        GIVES(cudaErrorInvalidValue, cudaMemset((void *)nullptr, 0, 16));
        GIVES(cudaErrorInvalidValue, cudaPeekAtLastError());
    });
    other.join();
    GIVES(cudaErrorInvalidDevice, cudaGetLastError());
    GIVES(cudaSuccess, cudaGetLastError());
    return verdict();
}
