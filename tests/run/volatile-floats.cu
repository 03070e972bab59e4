// about: volatile float and double in device and in shared memory, which the last block sums up
#include "../common/test.h"

__device__ unsigned arrived;

template <class T> __global__ void sum(const T *in, volatile T *partial, volatile T *total) {
    __shared__ volatile T s[32];
    int t = threadIdx.x;
    s[t] = in[blockIdx.x * 32 + t];
    __syncthreads();
    if (t != 0)
        return;
    T sum = 0;
    for (int i = 0; i < 32; i++)
        sum += s[i];
    partial[blockIdx.x] = sum;
    __threadfence();
    if (atomicInc(&arrived, gridDim.x - 1) == gridDim.x - 1) {
        *total = 0;
        for (int i = 0; i < gridDim.x; i++)
            *total = *total + partial[i];
    }
}

template <class T> void test(const char *name) {
    const int blocks = 16;
    std::vector<T> in(blocks * 32), want(1);
    Random random(31);
    for (T &value : in)
        want[0] += value = random.between(-1000, 1000) * 0.25;
    Device<T> device(in), partial(blocks), total(1);
    sum<T><<<blocks, 32>>>(device, partial, total);
    FINISH();
    match(name, total.host(), want);
}

int main() {
    test<float>("float");
    test<double>("double");
    return verdict();
}
