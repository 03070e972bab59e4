// about: cuda::std in kernels: array, tuple, optional, variant, complex, limits, bit, span, numeric, mdspan; annotated_ptr
#include "../common/test.h"
#include <cuda/annotated_ptr>
#include <cuda/functional>
#include <cuda/std/array>
#include <cuda/std/bit>
#include <cuda/std/cmath>
#include <cuda/std/complex>
#include <cuda/std/functional>
#include <cuda/std/limits>
#include <cuda/std/mdspan>
#include <cuda/std/numeric>
#include <cuda/std/optional>
#include <cuda/std/span>
#include <cuda/std/tuple>
#include <cuda/std/utility>
#include <cuda/std/variant>
#include <numeric>

namespace cs = cuda::std;

struct Results {
    int integers[16];
    double reals[8];
};

__host__ __device__ cs::optional<int> half_of(int x) { return x % 2 ? cs::nullopt : cs::optional<int>(x / 2); }

__host__ __device__ cs::tuple<int, double, char> triple(int x) { return cs::make_tuple(x + 1, x * 0.5, (char)('a' + x)); }

// The same on both sides: the host's result is the oracle.
__host__ __device__ void compute(Results &r, int x) {
    cs::array<int, 6> a = {5, x, 3, 8, 1, 2};
    cs::swap(a[0], a[4]);
    r.integers[0] = a[0] * 1000 + a[2] * 100 + a.back();
    r.integers[1] = cs::accumulate(a.begin(), a.end(), x);
    cs::span<int> tail(a.data() + 2, 4);
    r.integers[2] = cs::reduce(tail.begin(), tail.end()) + (int)tail.size();
    auto [i, d, c] = triple(x);
    r.integers[3] = i + c;
    r.reals[0] = d;
    r.integers[4] = half_of(x).value_or(-7) + half_of(2 * x).value_or(-7);
    r.integers[5] = cs::popcount((unsigned)x * 77u) + cs::countl_zero((unsigned)x + 1) * 64 + (int)cs::bit_ceil(x + 5u);
    r.integers[6] = cs::bit_cast<int>(x * 0.25f);
    r.integers[7] = cs::numeric_limits<short>::max() + cs::numeric_limits<int>::digits + x;
    cs::variant<int, double> v = x;
    r.integers[8] = cs::visit([](auto value) { return (int)(value * 3); }, v) + (int)v.index();
    v = x + 0.5;
    r.integers[9] = cs::visit([](auto value) { return (int)(value * 4); }, v) + (int)v.index() * 100;
    cs::complex<double> z(x, 2.0), w = z * cs::complex<double>(0.5, -1.0) + cs::conj(z);
    r.reals[1] = w.real();
    r.reals[2] = w.imag();
    r.reals[3] = cs::norm(z);
    r.reals[4] = cs::numeric_limits<float>::epsilon();
    int grid[6] = {1, 2, 3, 4, 5, x};
    cs::mdspan<int, cs::extents<int, 2, cs::dynamic_extent>> m(grid, 3);
    r.integers[10] = m(1, 2) * 10 + m(0, 1);
    r.integers[11] = cs::exchange(grid[0], 9) + grid[0] + cs::gcd(12, 18 + x * 6);
    r.integers[12] = cuda::maximum<int>{}(x, 4) + cs::plus<>{}(x, 1);
    r.reals[5] = cs::fabs(-x - 0.25) + cs::ldexp(1.0, x);
    r.integers[13] = cs::isnan(cs::numeric_limits<double>::quiet_NaN()) + 2 * cs::isinf(1.0 / (x + 1));
}

__global__ void kernel(Results *out, const int *in) {
    int i = threadIdx.x;
    cuda::annotated_ptr<const int, cuda::access_property::streaming> stream{in};
    Results r = {};
    compute(r, stream[i]);
    cuda::annotated_ptr<const int, cuda::access_property::persisting> kept{in + i};
    r.integers[14] = *kept + *cuda::associate_access_property(in + i, cuda::access_property::streaming{});
    cuda::apply_access_property(in, 4, cuda::access_property::persisting{});
    out[i] = r;
}

int main() {
    const int n = 9;
    std::vector<int> in(n);
    std::iota(in.begin(), in.end(), 0);
    Device<int> din(in);
    Device<Results> out(n);
    kernel<<<1, n>>>(out, din);
    FINISH();
    std::vector<Results> got = out.host();
    for (int i = 0; i < n; i++) {
        Results want = {};
        compute(want, i);
        want.integers[14] = 2 * i;
        EXPECT(memcmp(&want, &got[i], sizeof want) == 0);
    }
    cs::array<int, 3> sorted = {3, 1, 2};
    cs::swap(sorted[0], sorted[2]);
    EXPECT(sorted[0] == 2 && sorted[2] == 3);
    return verdict();
}
