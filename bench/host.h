// What the references on the processor share (bench/host): data as in bench.h, processor time of the whole process as there,
// one line of JSON. It needs no library, so that the same source is also a WebAssembly module without WASI.
#pragma once

#ifdef __wasm__
#define IMPORT(name) extern "C" __attribute__((import_module("bench"), import_name(#name)))
IMPORT(cpu_ms) double cpu_ms();
IMPORT(report) void report_result(double median, double sum, double magnitude);
#else
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double cpu_ms() {
    timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec * 1e3 + now.tv_nsec * 1e-6;
}
static void report_result(double median, double sum, double magnitude) {
    printf("{\"cpu_ms\":%.6f,\"sum\":%.9g,\"magnitude\":%.9g}\n", median, sum, magnitude);
}
#endif

// Memory is given out once and never returned; all of it is zero at first. The largest program uses 32 MiB.
static const unsigned ARENA = 48 << 20;
#ifdef OPENCL
#include "opencl/launch.h"
static char *const arena = shared_memory(ARENA);
#else
alignas(64) static char arena[ARENA];
#endif
static unsigned arena_used;

template <class T> T *array(unsigned count) {
    char *found = arena + arena_used;
    arena_used += (count * sizeof(T) + 63) / 64 * 64;
    if (arena_used > ARENA)
        __builtin_trap();
    return (T *)found;
}

class Bench {
  public:
    explicit Bench(int rounds) : rounds_(rounds < 1 ? 1 : rounds > MOST ? MOST : rounds) {}

    // A number that the compiler does not know, as it does not know what a kernel is launched with.
    static int size(int number) {
        asm volatile("" : "+r"(number));
        return number;
    }

    // Uniform in [low, high): the numbers of bench.h.
    float *random(unsigned count, float low = 0, float high = 1) {
        float *values = array<float>(count);
        for (unsigned i = 0; i < count; i++)
            values[i] = low + (high - low) * (next() >> 8) / 16777216.0f;
        return values;
    }
    int *random_ints(unsigned count, int limit) {
        int *values = array<int>(count);
        for (unsigned i = 0; i < count; i++)
            values[i] = next() % limit;
        return values;
    }

    // Milliseconds of the process in `work`; the first two rounds only warm up, as in bench.h.
    template <class Work> void time(Work work) {
        for (int round = -2; round < rounds_; round++) {
            double before = cpu_ms();
            work();
            asm volatile("" ::: "memory");
            if (round >= 0)
                insert(round, cpu_ms() - before);
        }
    }

    template <class T> void report(const T *values, unsigned count) {
        double sum = 0, magnitude = 0;
        for (unsigned i = 0; i < count; i++) {
            double value = values[i];
            sum += value;
            magnitude += value < 0 ? -value : value;
        }
        report_result(times_[rounds_ / 2], sum, magnitude);
    }

  private:
    static const int MOST = 64;

    // Keeps the times in order.
    void insert(int count, double time) {
        int place = count;
        for (; place > 0 && times_[place - 1] > time; place--)
            times_[place] = times_[place - 1];
        times_[place] = time;
    }
    unsigned next() {
        state_ = state_ * 1664525u + 1013904223u;
        return state_ ^ (state_ >> 16);
    }

    int rounds_;
    unsigned state_ = 1;
    double times_[MOST];
};

// What each program of bench/host defines.
static void measure(Bench &bench);

#ifdef __wasm__
extern "C" __attribute__((export_name("run"))) void run(int rounds) {
    Bench bench(rounds);
    measure(bench);
}
#else
int main(int argc, char **argv) {
    Bench bench(argc > 1 ? atoi(argv[1]) : 3);
    measure(bench);
}
#endif
