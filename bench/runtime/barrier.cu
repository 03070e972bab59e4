// What a barrier of 256 threads costs: a kernel with many of them, less one with none.
#include "../bench.h"

#include <chrono>

__global__ void barriers(int count) {
    for (int i = 0; i < count; i++)
        __syncthreads();
}

static double nanoseconds(int count) {
    using namespace std::chrono;
    auto before = steady_clock::now();
    barriers<<<1, 256>>>(count);
    CUDA(cudaDeviceSynchronize());
    return duration<double, std::nano>(steady_clock::now() - before).count();
}

// `barrier [ROUNDS]`
int main(int argc, char **argv) {
    int rounds = argc > 1 ? std::max(1, atoi(argv[1])) : 15;
    const int COUNT = 2000;
    std::vector<double> times;
    for (int round = -2; round < rounds; round++) {
        double time = (nanoseconds(COUNT) - nanoseconds(0)) / COUNT;
        if (round >= 0)
            times.push_back(time);
    }
    std::sort(times.begin(), times.end());
    printf("{\"median_ns\":%.2f,\"min_ns\":%.2f}\n", times[times.size() / 2], times[0]);
    return 0;
}
