// about: every way to write a launch: integers, dim3, expressions, default arguments, through pointers
#include "../common/test.h"

__global__ void count(int *out, int weight = 1) {
    if (threadIdx.x == 0 && threadIdx.y == 0 && threadIdx.z == 0)
        atomicAdd(out, weight * (int)(blockDim.x * 1 + blockDim.y * 100 + blockDim.z * 10000));
}

template <int N> __global__ void templated(int *out) { atomicAdd(out, N); }

int main() {
    Device<int> out(1);
    const dim3 grid(2, 3), block = {4, 5, 6};
    cudaStream_t stream = 0;
    long long want = 0;
    count<<<1, 32>>>(out);
    want += 32 + 100 + 10000;
    count<<<grid, block, 0, stream>>>(out, 2);
    want += 6 * 2 * (4 + 500 + 60000);
    count<<<dim3(3), want > 0 ? 7 : 9, 16, 0>>>(out, -1);
    want -= 3 * (7 + 100 + 10000);
    void (*pointer)(int *, int) = count;
    pointer<<<2u, 3ull>>>(out, 5);
    want += 2 * 5 * (3 + 100 + 10000);
    void (*generic)(int *) = templated<11>;
    (want ? generic : templated<12>)<<<1, 4>>>(out);
    want += 44;
    count<<<unsigned(1), dim3{2, 2}>>>(out), want += 2 + 200 + 10000;
    FINISH();
    match("sum", out.host()[0], want);
    return verdict();
}
