// about: static and dynamic shared memory in one kernel do not overlap; two kernels have separate static arrays
#include "../common/test.h"

extern __shared__ int dynamic[];

__device__ int *helper() {
    __shared__ int inside[16]; // a function's own shared array: one per block, not per call
    return inside;
}

__global__ void both(int *out) {
    __shared__ int fixed[40];
    int t = threadIdx.x;
    fixed[t] = t;
    dynamic[t] = 100 + t;
    if (t < 16)
        helper()[t] = 200 + t;
    __syncthreads();
    out[t] = fixed[39 - t] * 1000000 + dynamic[(t + 1) % 40] * 1000 + helper()[t % 16];
}

__global__ void one(int *out) {
    __shared__ int fixed[40];
    fixed[threadIdx.x] = -(int)threadIdx.x;
    __syncthreads();
    out[threadIdx.x] = fixed[(threadIdx.x + 1) % 40];
}

int main() {
    std::vector<int> want(40), negative(40);
    for (int t = 0; t < 40; t++) {
        want[t] = (39 - t) * 1000000 + (100 + (t + 1) % 40) * 1000 + 200 + t % 16;
        negative[t] = -((t + 1) % 40);
    }
    Device<int> out(40);
    both<<<1, 40, 40 * sizeof(int)>>>(out);
    FINISH();
    match("both", out.host(), want);
    one<<<1, 40>>>(out);
    FINISH();
    match("one", out.host(), negative);
    return verdict();
}
