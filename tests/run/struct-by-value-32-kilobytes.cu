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
    const int *tail = huge.tail;
    out[threadIdx.x] = sum + tail[threadIdx.x % 8];
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
