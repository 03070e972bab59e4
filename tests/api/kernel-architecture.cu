// about: kernels tell the architecture that they were compiled for, the one that the host code's list has
// nvcc: -arch=sm_90
#include "../common/test.h"

__global__ void kernel(int *architecture) {
#ifdef __CUDA_ARCH__
    *architecture = __CUDA_ARCH__;
#endif
}

int main() {
    cudaFuncAttributes attributes;
    CUDA(cudaFuncGetAttributes(&attributes, kernel));
    match("ptxVersion", attributes.ptxVersion, 90);
    EXPECT(attributes.binaryVersion >= attributes.ptxVersion);
    const int list[] = {__CUDA_ARCH_LIST__};
    match("architectures", (long long)(sizeof list / sizeof *list), 1);
    match("architecture", list[0], 900);
    Device<int> architecture(1);
    kernel<<<1, 1>>>(architecture);
    FINISH();
    match("__CUDA_ARCH__", architecture.host()[0], 900);
    return verdict();
}
