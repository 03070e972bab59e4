// about: the message names the kernel and the calls that lead to the construct
#include <cstdio>

__device__ __noinline__ void third(int x) { printf("%d\n", x); }
__device__ __noinline__ void second(int x) { third(x + 1); }
__device__ __noinline__ void first(int x) { second(x * 2); }

namespace app {
template <class T> __global__ void kernel(T x) { first((int)x); }
} // namespace app

int main() {
    app::kernel<<<1, 1>>>(3.5);
    return 0;
}
