// about: names and parameters of kernels
#include "../common/test.h"

struct Pair {
    char c;
    double d;
};

__global__ void kernel(char a, Pair pair, short b, int *pointer) {
    if (pointer)
        *pointer = a + b + (int)pair.d;
}

int main() {
    const char *name = nullptr, *again = nullptr;
    CUDA(cudaFuncGetName(&name, (const void *)kernel));
    CUDA(cudaFuncGetName(&again, (const void *)kernel));
    printf("%s %d\n", name, name == again);
    for (size_t i = 0; i < 4; i++) {
        size_t offset = 0, bytes = 0;
        CUDA(cudaFuncGetParamInfo((const void *)kernel, i, &offset, &bytes));
        printf("parameter %zu: %zu bytes at %zu\n", i, bytes, offset);
    }
    size_t offset = 0;
    CUDA(cudaFuncGetParamInfo((const void *)kernel, 1, &offset, nullptr));
    GIVES(cudaErrorInvalidValue, cudaFuncGetParamInfo((const void *)kernel, 4, &offset, nullptr));
    GIVES(cudaErrorInvalidResourceHandle, cudaFuncGetName(&name, &offset));
    GIVES(cudaErrorInvalidResourceHandle, cudaFuncGetParamInfo(&offset, 0, &offset, nullptr));
    return verdict();
}
