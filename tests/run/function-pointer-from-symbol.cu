// about: the host reads a device function pointer with cudaMemcpyFromSymbol and passes it to a kernel
#include "../common/test.h"

typedef float (*Map)(float);

__device__ float twice(float x) { return x * 2; }
__device__ float square(float x) { return x * x; }
__device__ Map twice_pointer = twice, square_pointer = square;

__global__ void map(float *data, Map f) { data[threadIdx.x] = f(data[threadIdx.x]); }

int main() {
    Map t, s;
    CUDA(cudaMemcpyFromSymbol(&t, twice_pointer, sizeof t));
    CUDA(cudaMemcpyFromSymbol(&s, square_pointer, sizeof s));
    EXPECT(t != s);
    std::vector<float> data(32), want(32);
    for (int i = 0; i < 32; i++) {
        data[i] = i - 10;
        want[i] = (data[i] * 2) * (data[i] * 2) * 2;
    }
    Device<float> d(data);
    map<<<1, 32>>>(d, t);
    map<<<1, 32>>>(d, s);
    map<<<1, 32>>>(d, t);
    FINISH();
    match("mapped", d.host(), want);
    return verdict();
}
