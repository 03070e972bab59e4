// about: warp operations inside a function that is not inlined and recurses
#include "../common/test.h"

__device__ __noinline__ int tree_sum(int v, int width) {
    if (width == 1)
        return v;
    int half = tree_sum(v, width / 2);
    return half + __shfl_xor_sync(0xffffffffu, half, width / 2);
}

__global__ void kernel(int *out) { out[threadIdx.x] = tree_sum(threadIdx.x + 1, 32); }

int main() {
    std::vector<int> want(64);
    for (int t = 0; t < 64; t++)
        want[t] = t < 32 ? 528 : 1552;
    Device<int> out(64);
    kernel<<<1, 64>>>(out);
    FINISH();
    match("sums", out.host(), want);
    return verdict();
}
