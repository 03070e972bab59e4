// about: C++20 in host and device code: concepts, designated initialisers, templated lambdas, <=>, consteval, <bit>
// nvcc: -std=c++20 --expt-relaxed-constexpr
#include "../common/test.h"
#include <bit>
#include <compare>
#include <concepts>

template <class T>
concept Number = std::integral<T> || std::floating_point<T>;

template <Number T> __device__ T clamp(T x, T low, T high) { return x < low ? low : x > high ? high : x; }

struct Version {
    int first, second;
    constexpr auto operator<=>(const Version &) const = default;
};

consteval int power(int base, int n) { return n == 0 ? 1 : base * power(base, n - 1); }

template <std::integral T> __global__ void kernel(T *out) {
    int t = threadIdx.x;
    Version v{.first = t / 8, .second = t % 8};
    auto twice = []<class U>(U x) { return x + x; };
    bool newer = v > Version{.first = 1, .second = 3};
    out[t] = clamp<T>(t * 3, 10, 60) + power(3, 4) + twice(T(newer)) + (v == Version{2, 2} ? 1000 : 0);
}

int main() {
    static_assert(std::has_single_bit(64u));
    std::vector<long long> want(32);
    for (int t = 0; t < 32; t++) {
        int clamped = t * 3 < 10 ? 10 : t * 3 > 60 ? 60 : t * 3;
        want[t] = clamped + 81 + (t / 8 > 1 || (t / 8 == 1 && t % 8 > 3) ? 2 : 0) + (t == 18 ? 1000 : 0);
    }
    Device<long long> out(32);
    kernel<<<1, 32>>>(out.get());
    FINISH();
    match("values", out.host(), want);
    return verdict();
}
