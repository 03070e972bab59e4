// What nvcc accepts and plain clang does not: macros, mixed min and max, built-in variables, `register`, attributes.
#include <algorithm>
#include <cassert>
#include <type_traits>
using namespace std;

#if __CUDACC__ != 1 || !defined(__NVCC__) || __CUDACC_VER_MAJOR__ != 12 || __CUDACC_VER_MINOR__ != 8
#error "the macros of nvcc"
#endif
#if CUDART_VERSION != 12080
#error "the version of the runtime"
#endif

struct __device_builtin__ __align__(16) Parameters {
    int n;
    float4 v;
};

__host__ __device__ int least(int a, unsigned b, long c, long long d, size_t e, float f, double g) {
    return min(a, 3) + min(b, 3u) + (int)min(a, b) + (int)min(c, c) + (int)min(d, d) + (int)min(e, (size_t)1) + (int)min(f, f)
        + (int)min(f, g) + (int)max(g, f) + (int)max(b, a) + (int)std::max(f, 1.0f) + std::min<int>(a, b) + umin(b, 1u);
}

static_assert(std::is_same<decltype(max(1, 2u)), unsigned int>::value, "int and unsigned give unsigned");
static_assert(std::is_same<decltype(min(1.0f, 2.0)), double>::value, "float and double give double");

__global__ void __launch_bounds__(256, 2) bounded(const __grid_constant__ Parameters p, float *__restrict__ out) {
    uint3 t = threadIdx;
    dim3 b = blockDim;
    dim3 g(gridDim);
    auto copy = blockIdx;
    int r = t.x + b.y + g.z + copy.x + warpSize + min(threadIdx.x, 3u) + std::max(blockIdx.y, 5u);
    assert(r >= 0);
    out[0] = r + p.n + p.v.w;
    char *block = (char *)malloc(16);
    memset(block, 0, 16);
    memcpy(block, out, 4);
    memmove(block + 4, block, 4);
    free(block);
    delete[] new int[3];
    printf("%d\n", r);
}

template <class T> __global__ void dynamic(T *p) {
    extern __shared__ __align__(16) unsigned char bytes[];
    T *shared = reinterpret_cast<T *>(bytes);
    shared[threadIdx.x] = p[threadIdx.x];
}

__device__ __forceinline__ int forced(int x) { return x; }
__device__ __noinline__ int separate(int x) { return x; }
__device__ int square(int x) { return forced(x) * separate(x); }

void launch(float *p, cudaStream_t stream) {
    Parameters parameters = {};
    bounded<<<dim3(2, 2), dim3(32), 0, stream>>>(parameters, p);
    dynamic<float><<<1, 32, 128>>>(p);
    auto lambda = [] __device__(int i) { return square(i) + threadIdx.x; };
    (void)lambda;
}
