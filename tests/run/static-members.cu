// about: static __device__, __constant__ and __managed__ members of classes, also of templates in two sources
// only-anywarp: nvcc takes no data members with memory qualifiers
// nvcc: -std=c++17
// with: parts/static-members-elsewhere.cu
#include "../common/test.h"
#include "parts/static-members.h"

struct Plain {
    static __device__ int count;
    static __constant__ float scale;
    struct Inner {
        static __device__ short table[3];
    };
};
__device__ int Plain::count = 3;
__constant__ float Plain::scale = 2.5f;
__device__ short Plain::Inner::table[3] = {1, 2, 3};

__global__ void kernel(int *out) {
    out[0] = atomicAdd(&Plain::count, 1);
    out[1] = (int)(Plain::scale * 2);
    out[2] = Generic<int>::value++;
    out[3] = (int)Generic<float>::table[2];
    out[4] = Written::here + Written::constant;
    out[5] = Plain::Inner::table[2];
    out[6] = Generic<int>::managed++;
}

int main() {
    Device<int> out(7);
    int hundred = 100, count = 0;
    CUDA(cudaMemcpyToSymbol(Generic<int>::value, &hundred, sizeof hundred));
    Generic<int>::managed += 20;
    kernel<<<1, 1>>>(out);
    FINISH();
    CUDA(cudaMemcpyFromSymbol(&count, Plain::count, sizeof count));
    match("out", out.host(), std::vector<int>{3, 5, 100, 3, 13, 3, 31});
    // Without -rdc=true each source has its own.
    EXPECT(count == 4 && Generic<int>::managed == 32 && of_the_other_source() == 7 + 9 + 11);
    return verdict();
}
