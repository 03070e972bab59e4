// about: local arrays and pointers to locals stay alive over barriers; each thread keeps its own
#include "../common/test.h"

__global__ void kernel(int *out) {
    __shared__ int s[64];
    int t = threadIdx.x, history[8], *cursor = history, count = 0;
    s[t] = t * t;
    for (int i = 0; i < 8; i++) {
        __syncthreads();
        *cursor++ = s[(t + i) % 64];
        if (t % 3 == 0)
            count += history[i / 2];
        __syncthreads();
        s[t] += i + count % 5;
    }
    int sum = 0;
    for (int *p = history; p != cursor; p++)
        sum = sum * 3 + *p;
    out[t] = sum + count;
}

int main() {
    std::vector<int> s(64), count(64), want(64);
    std::vector<std::vector<int>> history(64, std::vector<int>(8));
    for (int t = 0; t < 64; t++)
        s[t] = t * t;
    for (int i = 0; i < 8; i++) {
        for (int t = 0; t < 64; t++) {
            history[t][i] = s[(t + i) % 64];
            if (t % 3 == 0)
                count[t] += history[t][i / 2];
        }
        for (int t = 0; t < 64; t++)
            s[t] += i + count[t] % 5;
    }
    for (int t = 0; t < 64; t++) {
        unsigned sum = 0;
        for (int v : history[t])
            sum = sum * 3 + v;
        want[t] = (int)sum + count[t];
    }
    Device<int> out(64);
    kernel<<<1, 64>>>(out);
    FINISH();
    match("values", out.host(), want);
    return verdict();
}
