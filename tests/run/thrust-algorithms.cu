// about: Thrust: vectors, transforms, reductions, scans, comparison sorts, iterators
// nvcc: --extended-lambda
#include "../common/test.h"
#include <algorithm>
#include <cuda/std/functional>
#include <numeric>
#include <thrust/copy.h>
#include <thrust/count.h>
#include <thrust/device_vector.h>
#include <thrust/host_vector.h>
#include <thrust/iterator/counting_iterator.h>
#include <thrust/reduce.h>
#include <thrust/scan.h>
#include <thrust/sequence.h>
#include <thrust/sort.h>
#include <thrust/transform.h>
#include <thrust/transform_reduce.h>

struct Square {
    __host__ __device__ long long operator()(int x) const { return (long long)x * x; }
};

template <class T> std::vector<T> fetched(const thrust::device_vector<T> &v) {
    std::vector<T> host(v.size());
    thrust::copy(v.begin(), v.end(), host.begin());
    return host;
}

int main() {
    const int n = 5000;
    std::vector<int> in(n);
    for (int i = 0; i < n; i++)
        in[i] = i * 31 % 777 - 100;
    thrust::device_vector<int> v(in.begin(), in.end());
    EXPECT(v[17] == in[17]);
    EXPECT(thrust::reduce(v.begin(), v.end()) == std::accumulate(in.begin(), in.end(), 0));
    long long squares = 0;
    for (int x : in)
        squares += Square()(x);
    EXPECT(thrust::transform_reduce(v.begin(), v.end(), Square(), 0ll, cuda::std::plus<long long>()) == squares);
    EXPECT(thrust::count(v.begin(), v.end(), 50) == std::count(in.begin(), in.end(), 50));

    thrust::device_vector<int> w(n);
    thrust::transform(v.begin(), v.end(), thrust::counting_iterator<int>(7), w.begin(),
        [] __device__(int a, int b) { return a * 2 - b; });
    std::vector<int> want(n);
    for (int i = 0; i < n; i++)
        want[i] = in[i] * 2 - (7 + i);
    match("transform", fetched(w), want);
    thrust::exclusive_scan(v.begin(), v.end(), w.begin(), 5);
    std::exclusive_scan(in.begin(), in.end(), want.begin(), 5);
    match("scan", fetched(w), want);

    thrust::sequence(w.begin(), w.end());
    thrust::stable_sort_by_key(v.begin(), v.end(), w.begin(), [] __device__(int a, int b) { return (a ^ 5) > (b ^ 5); });
    std::iota(want.begin(), want.end(), 0);
    std::stable_sort(want.begin(), want.end(), [&](int a, int b) { return (in[a] ^ 5) > (in[b] ^ 5); });
    match("sort by key", fetched(w), want);
    std::sort(in.begin(), in.end(), [](int a, int b) { return (a ^ 5) > (b ^ 5); });
    match("sorted", fetched(v), in);

    thrust::host_vector<int> back = v;
    EXPECT(std::equal(back.begin(), back.end(), in.begin()));
    return verdict();
}
