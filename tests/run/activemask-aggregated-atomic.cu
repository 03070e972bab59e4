// about: one atomic per group of converged lanes: __activemask, __popc, __ffs, __shfl_sync
#include "../common/test.h"

__device__ int aggregated_increment(int *counter) {
    // Whatever the mask is, the sum of the groups is the number of callers, and the ranks are distinct.
    unsigned active = __activemask();
    int leader = __ffs(active) - 1, lane = threadIdx.x % 32, first = 0;
    if (lane == leader)
        first = atomicAdd(counter, __popc(active));
    first = __shfl_sync(active, first, leader);
    return first + __popc(active & ((1u << lane) - 1));
}

__global__ void select(const int *in, int n, int *kept, int *counter) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n && in[i] % 3 == 0)
        kept[aggregated_increment(counter)] = in[i];
}

int main() {
    const int n = 5000;
    std::vector<int> in(n);
    Random random(8);
    long long sum = 0, squares = 0, count = 0;
    for (int &v : in) {
        v = random.between(0, 9999);
        if (v % 3 == 0) {
            count++;
            sum += v;
            squares += (long long)v * v;
        }
    }
    Device<int> din(in), kept(n), counter(1);
    select<<<(n + 127) / 128, 128>>>(din, n, kept, counter);
    FINISH();
    match("count", counter.host()[0], count);
    // The order differs from run to run: compare what does not depend on it.
    std::vector<int> got = kept.host();
    long long got_sum = 0, got_squares = 0;
    for (int v : got) {
        got_sum += v;
        got_squares += (long long)v * v;
    }
    match("sum", got_sum, sum);
    match("sum of squares", got_squares, squares);
    return verdict();
}
