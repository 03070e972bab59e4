// about: kernels as templates over types, values and functors; overloads; specialisations
#include "../common/test.h"

template <class T, int N, class F> __global__ void map(T *data, F f) {
    T v[N];
    for (int i = 0; i < N; i++)
        v[i] = f(data[threadIdx.x * N + i], i);
    for (int i = 0; i < N; i++)
        data[threadIdx.x * N + i] = v[N - 1 - i];
}

struct Affine {
    int a, b;
    template <class T> __host__ __device__ T operator()(T x, int i) const { return x * (T)a + (T)(b + i); }
};
struct Square {
    template <class T> __host__ __device__ T operator()(T x, int) const { return x * x; }
};

template <class T> struct Name;
template <> struct Name<int> {
    static constexpr const char *value = "int";
};
template <> struct Name<double> {
    static constexpr const char *value = "double";
};
template <> struct Name<short> {
    static constexpr const char *value = "short";
};

template <class T, int N, class F> void test(F f) {
    std::vector<T> data(24 * N), want(24 * N);
    for (int i = 0; i < 24 * N; i++)
        data[i] = (T)(i - 20);
    for (int t = 0; t < 24; t++)
        for (int i = 0; i < N; i++)
            want[t * N + N - 1 - i] = f(data[t * N + i], i);
    Device<T> d(data);
    map<T, N><<<1, 24>>>(d.get(), f);
    FINISH();
    match(Name<T>::value, d.host(), want);
}

int main() {
    test<int, 1>(Affine{3, 4});
    test<int, 4>(Square{});
    test<double, 3>(Affine{-2, 1});
    test<double, 2>(Square{});
    test<short, 5>(Affine{7, -9});
    return verdict();
}
