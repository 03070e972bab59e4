// about: a store far outside every allocation, by one thread of a large launch
#include "../common/fault.h"

__global__ void store(int *data, long long distance) {
    int i = (blockIdx.y * gridDim.x + blockIdx.x) * blockDim.x * blockDim.y + threadIdx.y * blockDim.x + threadIdx.x;
    data[i == 2023 ? i + distance : i] = i;
}

int main() {
    int *data;
    CUDA(cudaMalloc(&data, 64 * 64 * sizeof(int)));
    return faults_with(cudaErrorIllegalAddress, [=] { store<<<dim3(8, 8), dim3(8, 8)>>>(data, 1ll << 28); });
}
