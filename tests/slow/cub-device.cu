// about: CUB over a device: reduce, scan, select, run lengths
// nvcc: -arch=sm_80
#include "../common/test.h"
#include <algorithm>
#include <cub/device/device_reduce.cuh>
#include <cub/device/device_run_length_encode.cuh>
#include <cub/device/device_scan.cuh>
#include <cub/device/device_select.cuh>
#include <numeric>

// Calls twice: for the size of the temporary storage, and with it.
#define TWICE(call, ...)                                                                                               \
    {                                                                                                                  \
        size_t bytes = 0;                                                                                              \
        CUDA(call(nullptr, bytes, __VA_ARGS__));                                                                       \
        Device<char> room(bytes + 1);                                                                                  \
        CUDA(call(room.get(), bytes, __VA_ARGS__));                                                                    \
        FINISH();                                                                                                      \
    }

struct Even {
    __host__ __device__ bool operator()(int x) const { return x % 2 == 0; }
};

int main() {
    const int n = 20000;
    std::vector<int> in(n), sums(n), even, sorted, lengths, uniques;
    for (int i = 0; i < n; i++)
        in[i] = (int)(i * 2654435761u >> 16) % 1009 - 300;
    Device<int> din(in), out(n), one(1), lens(n);

    TWICE(cub::DeviceReduce::Sum, din.get(), one.get(), n)
    EXPECT(one.host()[0] == std::accumulate(in.begin(), in.end(), 0));

    TWICE(cub::DeviceScan::InclusiveSum, din.get(), out.get(), n)
    std::partial_sum(in.begin(), in.end(), sums.begin());
    match("scan", out.host(), sums);

    sorted = in;
    std::sort(sorted.begin(), sorted.end());
    Device<int> ordered(sorted);
    TWICE(cub::DeviceRunLengthEncode::Encode, ordered.get(), out.get(), lens.get(), one.get(), n)
    for (int i = 0; i < n; i++)
        if (i == 0 || sorted[i] != sorted[i - 1]) {
            uniques.push_back(sorted[i]);
            lengths.push_back(1);
        } else {
            lengths.back()++;
        }
    std::vector<int> got = out.host(), got_lengths = lens.host();
    EXPECT(one.host()[0] == (int)uniques.size());
    got.resize(uniques.size());
    got_lengths.resize(uniques.size());
    match("runs", got, uniques);
    match("lengths", got_lengths, lengths);

    TWICE(cub::DeviceSelect::If, din.get(), out.get(), one.get(), n, Even())
    std::copy_if(in.begin(), in.end(), std::back_inserter(even), Even());
    got = out.host();
    EXPECT(one.host()[0] == (int)even.size());
    got.resize(even.size());
    match("even", got, even);
    return verdict();
}
