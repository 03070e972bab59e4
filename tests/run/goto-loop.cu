// about: a loop built from goto with two entries, per thread and with a barrier
#include "../common/test.h"

__global__ void jump(int *out, int limit) {
    __shared__ int s[64];
    int t = threadIdx.x, i = 0, v = 0;
    if (t % 2)
        goto middle;
top:
    v += 3;
middle:
    v += i;
    if (++i < t % 7 + 1)
        goto top;
    s[t] = v;
    i = 0;
again:
    __syncthreads();
    v = s[(t + 1) % 64];
    __syncthreads();
    s[t] = v + 1;
    if (++i < limit)
        goto again;
    out[t] = s[t];
}

int main() {
    std::vector<int> s(64), next(64);
    for (int t = 0; t < 64; t++) {
        int v = 0;
        for (int i = 0; i <= t % 7; i++)
            v += (i > 0 || t % 2 == 0 ? 3 : 0) + i;
        s[t] = v;
    }
    for (int i = 0; i < 4; i++) {
        for (int t = 0; t < 64; t++)
            next[t] = s[(t + 1) % 64] + 1;
        s = next;
    }
    Device<int> out(64);
    jump<<<1, 64>>>(out, 4);
    FINISH();
    match("values", out.host(), s);
    return verdict();
}
