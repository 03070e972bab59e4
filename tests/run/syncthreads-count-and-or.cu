// about: the three barriers that also combine a predicate over the block
#include "../common/test.h"

__global__ void combine(const int *values, int *out) {
    int v = values[blockIdx.x * blockDim.x + threadIdx.x];
    int count = __syncthreads_count(v > 0);
    int all = __syncthreads_and(v > -5);
    int any = __syncthreads_or(v == 7);
    // Predicates other than 0 and 1 count as true.
    int nonzero = __syncthreads_count(v);
    int *row = out + (blockIdx.x * blockDim.x + threadIdx.x) * 4;
    row[0] = count;
    row[1] = all != 0;
    row[2] = any != 0;
    row[3] = nonzero;
}

int main() {
    const int n = 90, blocks = 6;
    std::vector<int> values(n * blocks), want;
    Random random(3);
    for (int b = 0; b < blocks; b++) {
        int count = 0, all = 1, any = 0, nonzero = 0;
        for (int t = 0; t < n; t++) {
            int v = b < 3 ? random.between(-4, 6) : random.between(-6, 9);
            values[b * n + t] = v;
            count += v > 0;
            all &= v > -5;
            any |= v == 7;
            nonzero += v != 0;
        }
        for (int t = 0; t < n; t++)
            want.insert(want.end(), {count, all, any, nonzero});
        printf("block %d: count %d and %d or %d nonzero %d\n", b, count, all, any, nonzero);
    }
    Device<int> dv(values), out(want.size());
    combine<<<blocks, n>>>(dv, out);
    FINISH();
    match("combined", out.host(), want);
    return verdict();
}
