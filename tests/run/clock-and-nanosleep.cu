// about: clock(), clock64() and the timer advance; __nanosleep returns
#include "../common/test.h"

__global__ void measure(int *ok, unsigned *sink) {
    long long before = clock64();
    clock_t short_before = clock();
    unsigned v = threadIdx.x;
    for (int i = 0; i < 1000; i++)
        v = v * 1664525u + 1013904223u;
    *(volatile unsigned *)sink = v;
    __nanosleep(1000);
    long long after = clock64();
    clock_t short_after = clock();
    ok[0] = after > before;
    ok[1] = short_after != short_before;
}

int main() {
    Device<int> ok(2);
    Device<unsigned> sink(1);
    measure<<<1, 1>>>(ok, sink);
    FINISH();
    match("advanced", ok.host(), std::vector<int>{1, 1});
    return verdict();
}
