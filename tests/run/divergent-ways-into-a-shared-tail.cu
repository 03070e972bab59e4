// about: joins that some threads go around together, and loops that are left behind a condition on which threads differ
#include "../common/test.h"

const int N = 64;

// Those with an odd number come to the end by a branch that all take alike, the others directly.
__global__ void join(int *out, const int *in, const int *table, int skip, int a, int b) {
    int i = threadIdx.x, from;
    if (in[i] & 1) {
        out[N + i] = table[in[i]];
        if (skip) {
            out[2 * N + i] = 5;
            return;
        }
        out[3 * N + i] = 3;
        from = a;
    } else {
        out[4 * N + i] = table[i] * 3;
        from = b;
    }
    out[i] = table[from];
}

// Every turn passes the first condition; the second one, by which the loop is left, only some.
__global__ void leave(int *out, const int *in, const int *same) {
    int i = threadIdx.x, k = 0, sum = 0;
    for (;;) {
        if (in[i] >> k & 1) {
            out[N + i] += k;
            if (same[k])
                break;
        }
        sum += in[(i + k) % N];
        k++;
    }
    out[i] = sum;
}

int main() {
    std::vector<int> in(N), table(256), same(32);
    for (int i = 0; i < N; i++)
        in[i] = i * 7919 / 4 % 128;
    for (int i = 0; i < 256; i++)
        table[i] = i * 10;
    Device<int> din(in), dtable(table);
    for (int skip = 0; skip < 2; skip++) {
        std::vector<int> want(5 * N);
        for (int i = 0; i < N; i++) {
            bool odd = in[i] & 1;
            want[i] = !odd ? 90 : skip ? 0 : 50;
            want[N + i] = odd ? table[in[i]] : 0;
            want[2 * N + i] = odd && skip ? 5 : 0;
            want[3 * N + i] = odd && !skip ? 3 : 0;
            want[4 * N + i] = odd ? 0 : table[i] * 3;
        }
        Device<int> out(std::vector<int>(5 * N));
        join<<<1, N>>>(out, din, dtable, skip, 5, 9);
        FINISH();
        match("join", out.host(), want);
    }

    for (int i = 0; i < 32; i++)
        same[i] = i % 3 == 2;
    for (int &each : in)
        each |= 1 << 20;
    std::vector<int> want(2 * N);
    for (int i = 0; i < N; i++)
        for (int k = 0;; k++) {
            if (in[i] >> k & 1) {
                want[N + i] += k;
                if (same[k])
                    break;
            }
            want[i] += in[(i + k) % N];
        }
    Device<int> again(in), dsame(same), out(std::vector<int>(2 * N));
    leave<<<1, N>>>(out, again, dsame);
    FINISH();
    match("leave", out.host(), want);
    return verdict();
}
