// about: a load far before an allocation, inside a called function
#include "../common/fault.h"

__device__ __noinline__ int load(const int *data, long long at) {
    return data[at];
}

__global__ void sum(const int *data, int *out) {
    int total = 0;
    for (int i = 0; i < 40; i++)
        total += load(data, i < 30 ? i : i - (1ll << 28));
    *out = total;
}

int main() {
    int *data;
    CUDA(cudaMalloc(&data, 64 * sizeof(int)));
    return faults_with(cudaErrorIllegalAddress, [=] { sum<<<1, 1>>>(data, data + 50); });
}
