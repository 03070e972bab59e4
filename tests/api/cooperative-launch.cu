// about: a cooperative launch runs a grid that the device can hold at once
#include "../common/test.h"

__global__ void store(int *p) { p[blockIdx.x] = blockIdx.x + 1; }

int main() {
    Device<int> memory(2);
    int *pointer = memory;
    void *arguments[] = {&pointer};
    CUDA(cudaLaunchCooperativeKernel((const void *)store, dim3(1), dim3(1), arguments, 0, nullptr));
    FINISH();
    match("stored", memory.host(), {1, 0});
    return verdict();
}
