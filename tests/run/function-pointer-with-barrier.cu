// about: a block-uniform function pointer to functions that contain barriers and shuffles
#include "../common/test.h"

typedef int (*Step)(int *shared, int value);

__device__ int rotate(int *shared, int value) {
    shared[threadIdx.x] = value;
    __syncthreads();
    value = shared[(threadIdx.x + 1) % blockDim.x];
    __syncthreads();
    return value;
}
__device__ int swap_pairs(int *, int value) { return __shfl_xor_sync(0xffffffffu, value, 1); }
__device__ int negate(int *, int value) { return -value; }

__device__ Step steps[3] = {rotate, swap_pairs, negate};

__global__ void kernel(int *out, int program) {
    __shared__ int shared[64];
    int v = threadIdx.x + 1;
    for (int rest = program; rest > 0; rest /= 4)
        v = steps[rest % 4 - 1](shared, v);
    out[threadIdx.x] = v;
}

int main() {
    // Digits in base 4, lowest first: 1 rotate, 2 swap, 3 negate.
    for (int program : {1, 2, 3, 1 + 4 * 2, 2 + 4 * 1 + 16 * 3, 1 + 4 * 1 + 16 * 2 + 64 * 1 + 256 * 3}) {
        std::vector<int> v(64), next(64);
        for (int t = 0; t < 64; t++)
            v[t] = t + 1;
        for (int rest = program; rest > 0; rest /= 4) {
            for (int t = 0; t < 64; t++)
                next[t] = rest % 4 == 1 ? v[(t + 1) % 64] : rest % 4 == 2 ? v[t ^ 1] : -v[t];
            v = next;
        }
        Device<int> out(64);
        kernel<<<1, 64>>>(out, program);
        FINISH();
        match("values", out.host(), v);
    }
    return verdict();
}
