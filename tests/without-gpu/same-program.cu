// about: a program runs on a GPU, and the same file on a machine without one; line 1 is the device, the rest is equal
#include "../common/test.h"

__global__ void square(const int *in, long long *out, int n) {
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
        out[i] = (long long)in[i] * in[i];
}

int main() {
    cudaDeviceProp properties;
    CUDA(cudaGetDeviceProperties(&properties, 0));
    printf("%s\n", properties.name);
    const int n = 10000;
    Random random(9);
    std::vector<int> numbers(n);
    std::vector<long long> want(n);
    for (int i = 0; i < n; i++) {
        numbers[i] = random.next();
        want[i] = (long long)numbers[i] * numbers[i];
    }
    Device<int> in(numbers);
    Device<long long> out(n);
    square<<<7, 96>>>(in, out, n);
    FINISH();
    match("squares", out.host(), want);
    return verdict();
}
