// about: C++17 in device code: if constexpr, fold expressions, structured bindings, inline variables, deduction guides
// nvcc: -std=c++17
#include "../common/test.h"
#include <type_traits>

struct Split {
    int whole;
    float part;
};

__device__ Split split(float x) { return {(int)x, x - (int)x}; }

template <class... T> __device__ auto sum(T... values) { return (values + ... + 0); }

template <class T> __device__ int kind(T value) {
    if constexpr (std::is_floating_point_v<T>)
        return (int)(value * 4);
    else if constexpr (std::is_signed_v<T>)
        return -value;
    else
        return (int)value;
}

template <class T> struct Holder {
    T value;
    __device__ Holder(T v) : value(v) {}
};

constexpr int cubes[] = {0, 1, 8, 27};
template <int I> inline constexpr int cube = cubes[I];

__global__ void kernel(int *out) {
    int t = threadIdx.x;
    auto [whole, part] = split(t * 0.25f);
    Holder holder(t * 2u);
    if (int k = kind(holder.value); k % 2 == 0)
        out[t] = sum(whole, (int)(part * 100), k, cube<3>, kind(t), kind(t * 0.5));
    else
        out[t] = -1;
}

int main() {
    std::vector<int> want(32);
    for (int t = 0; t < 32; t++)
        want[t] = t / 4 + t % 4 * 25 + 2 * t + 27 - t + 2 * t;
    Device<int> out(32);
    kernel<<<1, 32>>>(out);
    FINISH();
    match("values", out.host(), want);
    return verdict();
}
