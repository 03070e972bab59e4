// What a launch costs the host: an empty kernel and a wait for it, and launches in a row without a wait.
#include "../bench.h"

#include <chrono>

__global__ void empty() {}

static double microseconds() {
    using namespace std::chrono;
    return duration<double, std::micro>(steady_clock::now().time_since_epoch()).count();
}

// `launch [ROUNDS]`
int main(int argc, char **argv) {
    int rounds = argc > 1 ? std::max(1, atoi(argv[1])) : 2000;
    const int WARM_UP = 50, ROW = 1000;
    std::vector<double> times;
    for (int round = -WARM_UP; round < rounds; round++) {
        double before = microseconds();
        empty<<<1, 1>>>();
        CUDA(cudaDeviceSynchronize());
        if (round >= 0)
            times.push_back(microseconds() - before);
    }
    std::sort(times.begin(), times.end());
    auto percentile = [&](int percent) { return times[std::min(times.size() - 1, times.size() * percent / 100)]; };

    // The row ends when the last launch has returned; the device may still be at work.
    std::vector<double> rates;
    for (int round = -1; round < 9; round++) {
        double before = microseconds();
        for (int launch = 0; launch < ROW; launch++)
            empty<<<1, 1>>>();
        double after = microseconds();
        CUDA(cudaGetLastError());
        CUDA(cudaDeviceSynchronize());
        if (round >= 0)
            rates.push_back(ROW / (after - before) * 1e6);
    }
    std::sort(rates.begin(), rates.end());
    printf("{\"median_us\":%.3f,\"p90_us\":%.3f,\"p99_us\":%.3f,\"launches_per_second\":%.0f}\n", percentile(50), percentile(90),
           percentile(99), rates[rates.size() / 2]);
    return 0;
}
