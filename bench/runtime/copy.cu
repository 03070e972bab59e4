// Bandwidth of cudaMemcpy: host to device and back, pageable and pinned, and between two places of the device.
#include "../bench.h"

#include <chrono>

static double seconds() {
    using namespace std::chrono;
    return duration<double>(steady_clock::now().time_since_epoch()).count();
}

// Median of GB/s (10^9 bytes) over the rounds; a device's own copies do not wait, so each round ends with a wait.
static double bandwidth(void *to, const void *from, size_t bytes, cudaMemcpyKind kind, int rounds) {
    std::vector<double> rates;
    for (int round = -2; round < rounds; round++) {
        double before = seconds();
        CUDA(cudaMemcpy(to, from, bytes, kind));
        CUDA(cudaDeviceSynchronize());
        if (round >= 0)
            rates.push_back(bytes / (seconds() - before) * 1e-9);
    }
    std::sort(rates.begin(), rates.end());
    return rates[rates.size() / 2];
}

// `copy [ROUNDS]`
int main(int argc, char **argv) {
    int rounds = argc > 1 ? std::max(1, atoi(argv[1])) : 50;
    const size_t SIZES[] = {64 << 20, 4 << 10}, LARGEST = 64 << 20;
    std::vector<unsigned char> pageable(LARGEST, 1), back(LARGEST);
    void *pinned;
    CUDA(cudaMallocHost(&pinned, LARGEST));
    memset(pinned, 2, LARGEST);
    Array<unsigned char> first(LARGEST), second(LARGEST);
    const char *separator = "{";
    for (size_t bytes : SIZES) {
        struct {
            const char *name;
            void *to;
            const void *from;
            cudaMemcpyKind kind;
        } copies[] = {
            {"to_device_pageable", first, pageable.data(), cudaMemcpyHostToDevice},
            {"to_host_pageable", back.data(), first, cudaMemcpyDeviceToHost},
            {"to_device_pinned", first, pinned, cudaMemcpyHostToDevice},
            {"to_host_pinned", pinned, first, cudaMemcpyDeviceToHost},
            {"on_device", second, first, cudaMemcpyDeviceToDevice},
        };
        for (auto &copy : copies) {
            printf("%s\"%s_%zu\":%.4f", separator, copy.name, bytes, bandwidth(copy.to, copy.from, bytes, copy.kind, rounds));
            separator = ",";
        }
    }
    printf("}\n");
    CUDA(cudaFreeHost(pinned));
    return 0;
}
