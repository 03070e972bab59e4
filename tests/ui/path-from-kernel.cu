// about: the message names the kernel and the calls that lead to the construct

__device__ __noinline__ unsigned third(int x) {
    unsigned where;
    asm("mov.u32 %0, %%smid;" : "=r"(where));
    return where + x;
}
__device__ __noinline__ unsigned second(int x) { return third(x + 1); }
__device__ __noinline__ unsigned first(int x) { return second(x * 2); }

namespace app {
template <class T> __global__ void kernel(T x, unsigned *out) { *out = first((int)x); }
} // namespace app

int main() {
    app::kernel<<<1, 1>>>(3.5, nullptr);
    return 0;
}
