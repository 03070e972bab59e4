// What the programs of bench/kernels share: random inputs, timing on the device, one line of JSON as the result.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <vector>

#define CUDA(call)                                                                                                     \
    do {                                                                                                               \
        cudaError_t error_ = (call);                                                                                   \
        if (error_ != cudaSuccess) {                                                                                   \
            fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, #call, cudaGetErrorString(error_));                 \
            exit(1);                                                                                                   \
        }                                                                                                              \
    } while (0)

// An array in device memory.
template <class T> class Array {
  public:
    explicit Array(size_t count) : count_(count) { CUDA(cudaMalloc(&data_, count * sizeof(T))); }
    explicit Array(const std::vector<T> &values) : Array(values.size()) {
        CUDA(cudaMemcpy(data_, values.data(), count_ * sizeof(T), cudaMemcpyHostToDevice));
    }
    Array(const Array &) = delete;
    ~Array() { cudaFree(data_); }
    operator T *() { return data_; }
    size_t size() const { return count_; }
    void clear() { CUDA(cudaMemset(data_, 0, count_ * sizeof(T))); }
    std::vector<T> host() {
        std::vector<T> values(count_);
        CUDA(cudaMemcpy(values.data(), data_, count_ * sizeof(T), cudaMemcpyDeviceToHost));
        return values;
    }

  private:
    T *data_ = nullptr;
    size_t count_;
};

class Bench {
  public:
    // `NAME cpu|gpu [ROUNDS]`
    Bench(const char *name, int argc, char **argv) : name_(name), gpu_(argc > 1 && !strcmp(argv[1], "gpu")) {
        if (argc > 2)
            rounds_ = std::max(1, atoi(argv[2]));
    }

    int size(int cpu, int gpu) const { return gpu_ ? gpu : cpu; }

    // Uniform in [low, high), the same on every machine.
    std::vector<float> random(size_t count, float low = 0, float high = 1) {
        std::vector<float> values(count);
        for (float &value : values)
            value = low + (high - low) * (next() >> 8) / 16777216.0f;
        return values;
    }
    std::vector<int> random_ints(size_t count, int limit) {
        std::vector<int> values(count);
        for (int &value : values)
            value = next() % limit;
        return values;
    }

    // Milliseconds of `launch` on the device, and of this process (which is what a device on the processor costs), one round after the other; the first two only warm up.
    template <class Launch> void time(Launch launch) {
        cudaEvent_t before, after;
        CUDA(cudaEventCreate(&before));
        CUDA(cudaEventCreate(&after));
        for (int round = -2; round < rounds_; round++) {
            double processor = processor_ms();
            CUDA(cudaEventRecord(before));
            launch();
            CUDA(cudaEventRecord(after));
            CUDA(cudaGetLastError());
            CUDA(cudaEventSynchronize(after));
            processor = processor_ms() - processor;
            float milliseconds;
            CUDA(cudaEventElapsedTime(&milliseconds, before, after));
            if (round >= 0) {
                times_.push_back(milliseconds);
                processor_times_.push_back(processor);
            }
        }
        CUDA(cudaEventDestroy(before));
        CUDA(cudaEventDestroy(after));
    }

    // Prints the result; `values` shows that two builds computed the same.
    template <class T> int report(const std::vector<T> &values) {
        double sum = 0, magnitude = 0;
        for (T value : values) {
            sum += (double)value;
            magnitude += std::fabs((double)value);
        }
        std::sort(times_.begin(), times_.end());
        std::sort(processor_times_.begin(), processor_times_.end());
        printf("{\"kernel\":\"%s\",\"median_ms\":%.6f,\"min_ms\":%.6f,\"cpu_ms\":%.6f,\"rounds\":%d,\"sum\":%.9g,"
               "\"magnitude\":%.9g}\n",
               name_, times_[times_.size() / 2], times_[0], processor_times_[processor_times_.size() / 2], rounds_, sum,
               magnitude);
        return 0;
    }

  private:
    static double processor_ms() { return clock() * 1e3 / CLOCKS_PER_SEC; }
    uint32_t next() {
        state_ = state_ * 1664525u + 1013904223u;
        return state_ ^ (state_ >> 16);
    }

    const char *name_;
    bool gpu_;
    int rounds_ = 15;
    uint32_t state_ = 1;
    std::vector<float> times_;
    std::vector<double> processor_times_;
};
