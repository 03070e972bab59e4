// about: atomicAdd on double (sm_60), in global and in shared memory; integers, so that every order gives the same sum
#include "../common/test.h"

__global__ void add(double *sum) {
    __shared__ double block;
    if (threadIdx.x == 0)
        block = 0;
    __syncthreads();
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    atomicAdd(&block, i * 4294967296.0);
    __syncthreads();
    if (threadIdx.x == 0)
        atomicAdd(&sum[0], block);
    atomicAdd(&sum[1], -1.0 - i);
}

int main() {
    const int n = 9 * 70;
    std::vector<double> want(2);
    for (int i = 0; i < n; i++) {
        want[0] += i * 4294967296.0;
        want[1] += -1.0 - i;
    }
    Device<double> sum(2);
    add<<<9, 70>>>(sum);
    FINISH();
    match("sums", sum.host(), want);
    return verdict();
}
