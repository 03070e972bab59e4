// about: a loop whose exit is decided by __syncthreads_or: relaxation until nothing changes
#include "../common/test.h"

__global__ void relax(int *distance, const int *weight, int n, int *rounds) {
    __shared__ int d[128];
    int t = threadIdx.x;
    d[t] = t == 0 ? 0 : 1 << 20;
    __syncthreads();
    int count = 0, changed;
    do {
        int best = d[t];
        for (int u = 0; u < n; u++)
            best = min(best, d[u] + weight[u * n + t]);
        changed = best < d[t];
        __syncthreads();
        d[t] = best;
        count++;
    } while (__syncthreads_or(changed));
    distance[t] = d[t];
    rounds[t] = count;
}

int main() {
    const int n = 80;
    std::vector<int> weight(n * n), want(n, 1 << 20);
    Random random(4);
    for (int u = 0; u < n; u++)
        for (int v = 0; v < n; v++)
            weight[u * n + v] = abs(u - v) < 3 ? random.between(1, 20) : 1 << 19;
    want[0] = 0;
    int rounds = 0;
    for (bool changed = true; changed; rounds++) {
        changed = false;
        std::vector<int> next = want;
        for (int v = 0; v < n; v++)
            for (int u = 0; u < n; u++)
                if (want[u] + weight[u * n + v] < next[v]) {
                    next[v] = want[u] + weight[u * n + v];
                    changed = true;
                }
        want = next;
    }
    Device<int> dw(weight), out(n), dr(n);
    relax<<<1, n>>>(out, dw, n, dr);
    FINISH();
    match("distances", out.host(), want);
    match("rounds", dr.host(), std::vector<int>(n, rounds));
    printf("rounds: %d\n", rounds);
    return verdict();
}
