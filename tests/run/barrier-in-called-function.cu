// about: __syncthreads inside device functions that are called from several places, one of them not inlined
#include "../common/test.h"

__device__ __noinline__ int exchange(int *scratch, int value, int distance) {
    scratch[threadIdx.x] = value;
    __syncthreads();
    int got = scratch[(threadIdx.x + distance) % blockDim.x];
    __syncthreads();
    return got;
}

__device__ int twice(int *scratch, int value) { return exchange(scratch, value, 1) + exchange(scratch, value, 2); }

__global__ void kernel(int *out) {
    __shared__ int scratch[64];
    int v = threadIdx.x * threadIdx.x;
    v = twice(scratch, v);
    v += exchange(scratch, v, 5);
    out[threadIdx.x] = twice(scratch, v);
}

int main() {
    const int n = 64;
    auto exchanged = [&](const std::vector<int> &v, int d, int t) { return v[(t + d) % n]; };
    std::vector<int> v(n), next(n);
    for (int t = 0; t < n; t++)
        v[t] = t * t;
    for (int round = 0; round < 3; round++) {
        for (int t = 0; t < n; t++)
            next[t] = round == 1 ? v[t] + exchanged(v, 5, t) : exchanged(v, 1, t) + exchanged(v, 2, t);
        v = next;
    }
    Device<int> out(n);
    kernel<<<1, n>>>(out);
    FINISH();
    match("exchanged", out.host(), v);
    return verdict();
}
