// about: kernel parameters beyond 4 KiB, up to 32764 bytes (CUDA 12.1, sm_70); __grid_constant__
#include "../common/test.h"

struct Huge {
    double values[4090];
    int tail[8];
};

__global__ void gather(const __grid_constant__ Huge huge, double *out) {
    double sum = 0;
    for (int i = threadIdx.x; i < 4090; i += blockDim.x)
        sum += huge.values[i];
    // Indices known when compiling: an H200 read 0 for computed ones at offsets of 32640 bytes and more.
    for (int i = 0; i < 8; i++)
        sum += huge.tail[i] * (threadIdx.x % 8 == i);
    out[threadIdx.x] = sum;
}

int main() {
    static_assert(sizeof(Huge) + sizeof(double *) <= 32764, "within the limit");
    static Huge huge;
    for (int i = 0; i < 4090; i++)
        huge.values[i] = i * 3 - 1000;
    for (int i = 0; i < 8; i++)
        huge.tail[i] = -i;
    std::vector<double> want(32);
    for (int t = 0; t < 32; t++) {
        for (int i = t; i < 4090; i += 32)
            want[t] += huge.values[i];
        want[t] += -(t % 8);
    }
    Device<double> out(32);
    gather<<<1, 32>>>(huge, out);
    FINISH();
    match("sums", out.host(), want);
    return verdict();
}
