// What every test program shares: checked CUDA calls, device arrays, comparisons, and the verdict that ends the output.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cuda_runtime.h>
#include <vector>

static int failures;

// Stops the program when a call of the runtime fails: what follows would only repeat the first error.
#define CUDA(call)                                                                                                     \
    do {                                                                                                               \
        cudaError_t error_ = (call);                                                                                   \
        if (error_ != cudaSuccess) {                                                                                   \
            printf("line %d: %s: %s\nFAIL\n", __LINE__, #call, cudaGetErrorName(error_));                              \
            fflush(stdout);                                                                                            \
            _Exit(1);                                                                                                  \
        }                                                                                                              \
    } while (0)

// After a launch: was it accepted, and did it end well?
#define FINISH()                                                                                                       \
    do {                                                                                                               \
        CUDA(cudaGetLastError());                                                                                      \
        CUDA(cudaDeviceSynchronize());                                                                                 \
    } while (0)

// A condition that must hold; the text of a failed one is printed.
#define EXPECT(condition)                                                                                              \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            failures++;                                                                                                \
            printf("line %d: not true: %s\n", __LINE__, #condition);                                                   \
        }                                                                                                              \
    } while (0)

// A call that must give exactly this error code; prints the code it gave.
#define GIVES(code, call)                                                                                              \
    do {                                                                                                               \
        cudaError_t error_ = (call);                                                                                   \
        printf("%s: %s\n", #call, cudaGetErrorName(error_));                                                           \
        if (error_ != (code)) {                                                                                        \
            failures++;                                                                                                \
            printf("line %d: expected %s\n", __LINE__, cudaGetErrorName(code));                                        \
        }                                                                                                              \
    } while (0)

// A call that must fail; prints its code, which the reference pins.
#define FAILS(call)                                                                                                    \
    do {                                                                                                               \
        cudaError_t error_ = (call);                                                                                   \
        printf("%s: %s\n", #call, cudaGetErrorName(error_));                                                           \
        EXPECT(error_ != cudaSuccess);                                                                                 \
    } while (0)

static inline int verdict() {
    printf(failures ? "FAIL\n" : "PASS\n");
    return failures != 0;
}

// An array in device memory, zeroed or copied from the host.
template <class T> class Device {
  public:
    explicit Device(size_t count) : count_(count) {
        CUDA(cudaMalloc(&data_, count * sizeof(T)));
        CUDA(cudaMemset(data_, 0, count * sizeof(T)));
    }
    explicit Device(const std::vector<T> &values) : Device(values.size()) {
        CUDA(cudaMemcpy(data_, values.data(), count_ * sizeof(T), cudaMemcpyHostToDevice));
    }
    Device(const Device &) = delete;
    Device &operator=(const Device &) = delete;
    ~Device() { cudaFree(data_); }
    operator T *() const { return data_; }
    T *get() const { return data_; }
    std::vector<T> host() const {
        std::vector<T> values(count_);
        CUDA(cudaMemcpy(values.data(), data_, count_ * sizeof(T), cudaMemcpyDeviceToHost));
        return values;
    }

  private:
    T *data_ = nullptr;
    size_t count_;
};

// FNV-1a over the bytes: one number that pins a whole array.
template <class T> uint64_t checksum(const std::vector<T> &values) {
    uint64_t hash = 1469598103934665603u;
    const unsigned char *bytes = reinterpret_cast<const unsigned char *>(values.data());
    for (size_t i = 0; i < values.size() * sizeof(T); i++)
        hash = (hash ^ bytes[i]) * 1099511628211u;
    return hash;
}

// Compares bit for bit and prints the checksum of what the device computed.
template <class T> void match(const char *name, const std::vector<T> &got, const std::vector<T> &want) {
    size_t wrong = 0, first = 0;
    if (got.size() != want.size())
        wrong = got.size() + 1;
    for (size_t i = 0; i < got.size() && i < want.size(); i++)
        if (memcmp(&got[i], &want[i], sizeof(T)) != 0 && wrong++ == 0)
            first = i;
    printf("%s: %zu values, checksum %016llx\n", name, got.size(), (unsigned long long)checksum(got));
    if (wrong != 0) {
        failures++;
        printf("%s: %zu values differ, the first at %zu (%g, expected %g)\n", name, wrong, first, (double)got[first],
               (double)want[first]);
    }
}

// Compares one integer and prints it.
static inline void match(const char *name, long long got, long long want) {
    printf("%s: %lld\n", name, got);
    if (got != want) {
        failures++;
        printf("%s: expected %lld\n", name, want);
    }
}

// A repeatable sequence (the generator of Numerical Recipes, upper bits).
class Random {
  public:
    explicit Random(uint32_t seed) : state_(seed) {}
    uint32_t next() {
        state_ = state_ * 1664525u + 1013904223u;
        return state_ ^ (state_ >> 16);
    }
    // Two draws in one expression have no order: compilers differ. Hence this, and one draw per statement elsewhere.
    uint64_t next64() {
        uint64_t high = next();
        return high << 32 | next();
    }
    // In [low, high].
    int between(int low, int high) { return low + (int)(next() % (uint32_t)(high - low + 1)); }
    // In [0, 1), a multiple of 2^-24.
    float unit() { return (float)(next() >> 8) / 16777216.0f; }

  private:
    uint32_t state_;
};
