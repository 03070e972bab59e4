// about: __host__ __device__ code takes different paths by __CUDA_ARCH__; the same class lives on both sides
#include "../common/test.h"

__host__ __device__ inline int side() {
#ifdef __CUDA_ARCH__
    return __CUDA_ARCH__ >= 700 ? 2 : -1;
#else
    return 1;
#endif
}

class Fraction {
  public:
    __host__ __device__ Fraction(long long n, long long d) : n_(n), d_(d) { reduce(); }
    __host__ __device__ Fraction operator+(const Fraction &o) const { return Fraction(n_ * o.d_ + o.n_ * d_, d_ * o.d_); }
    __host__ __device__ Fraction operator*(const Fraction &o) const { return {n_ * o.n_, d_ * o.d_}; }
    __host__ __device__ explicit operator double() const { return (double)n_ / d_; }
    long long n_, d_;

  private:
    __host__ __device__ void reduce() {
        long long a = n_ < 0 ? -n_ : n_, b = d_;
        while (b) {
            long long r = a % b;
            a = b;
            b = r;
        }
        n_ /= a;
        d_ /= a;
    }
};

__host__ __device__ Fraction harmonic(int n) {
    Fraction sum(0, 1);
    for (int i = 1; i <= n; i++)
        sum = sum + Fraction(1, i) * Fraction(i % 2 ? 1 : -1, 1);
    return sum;
}

__global__ void kernel(long long *out, int *sides) {
    Fraction f = harmonic(threadIdx.x + 1);
    out[2 * threadIdx.x] = f.n_;
    out[2 * threadIdx.x + 1] = f.d_ + (double(f) > 0.5);
    sides[threadIdx.x] = side();
}

int main() {
    std::vector<long long> want;
    for (int i = 1; i <= 20; i++) {
        Fraction f = harmonic(i);
        want.push_back(f.n_);
        want.push_back(f.d_ + (double(f) > 0.5));
    }
    Device<long long> out(40);
    Device<int> sides(20);
    kernel<<<1, 20>>>(out, sides);
    FINISH();
    match("fractions", out.host(), want);
    match("device sides", sides.host(), std::vector<int>(20, 2));
    match("host side", side(), 1);
    return verdict();
}
