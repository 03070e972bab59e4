// about: static variables, constexpr tables and string literals inside device functions
#include "../common/test.h"

__device__ int next() {
    static int counter = 100;
    return atomicAdd(&counter, 1);
}

__device__ int lookup(int i) {
    static const short table[] = {5, -7, 11, -13};
    constexpr int powers[] = {1, 10, 100, 1000};
    const char *names[] = {"ab", "cde", "f"};
    int length = 0;
    while (names[i % 3][length])
        length++;
    return table[i % 4] * powers[i % 4] + names[i % 3][0] * 100000 + length;
}

__global__ void kernel(int *seen, int *out) {
    int n = next();
    if (n >= 100 && n < 196)
        atomicAdd(&seen[n - 100], 1);
    out[threadIdx.x] = lookup(threadIdx.x);
}

int main() {
    const short table[] = {5, -7, 11, -13};
    const int powers[] = {1, 10, 100, 1000};
    std::vector<int> want(32);
    for (int i = 0; i < 32; i++)
        want[i] = table[i % 4] * powers[i % 4] + "acf"[i % 3] * 100000 + (i % 3 == 0 ? 2 : i % 3 == 1 ? 3 : 1);
    Device<int> seen(96), out(32);
    kernel<<<2, 32>>>(seen, out);
    kernel<<<1, 32>>>(seen, out);
    FINISH();
    match("numbers", seen.host(), std::vector<int>(96, 1));
    match("lookups", out.host(), want);
    return verdict();
}
