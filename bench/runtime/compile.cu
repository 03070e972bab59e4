// What a first launch costs beyond a second one: a driver compiles the kernel, or does not.
#include "../bench.h"

#include <chrono>

__global__ void functions(int n, const float *x, float *y) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n)
        y[i] = sinf(x[i]) + expf(x[i]) + logf(x[i] + 1) + powf(x[i], 1.5f) + erff(x[i]) + atan2f(x[i], 2.0f);
}

int main() {
    const int N = 1 << 10;
    Array<float> x(N), y(N);
    x.clear();
    CUDA(cudaDeviceSynchronize());
    auto launch = [&] {
        using namespace std::chrono;
        auto before = steady_clock::now();
        functions<<<N / 256, 256>>>(N, x, y);
        CUDA(cudaGetLastError());
        CUDA(cudaDeviceSynchronize());
        return duration<double, std::milli>(steady_clock::now() - before).count();
    };
    double first = launch(), second = launch();
    printf("{\"first_ms\":%.4f,\"second_ms\":%.4f,\"pipeline_ms\":%.4f}\n", first, second, first - second);
    return 0;
}
