// about: CUB's radix sort over a device: keys with values, more than one tile
// nvcc: -arch=sm_80
#include "../common/test.h"
#include <algorithm>
#include <cub/device/device_radix_sort.cuh>
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

int main() {
    const int n = 20000;
    std::vector<int> in(n), sorted;
    std::vector<unsigned> order(n);
    for (int i = 0; i < n; i++)
        in[i] = (int)(i * 2654435761u >> 16) % 1009 - 300;
    Device<int> din(in), out(n);
    std::iota(order.begin(), order.end(), 0u);
    Device<unsigned> positions(order), moved(n);
    TWICE(cub::DeviceRadixSort::SortPairs, din.get(), out.get(), positions.get(), moved.get(), n)
    std::stable_sort(order.begin(), order.end(), [&](unsigned a, unsigned b) { return in[a] < in[b]; });
    for (unsigned i : order)
        sorted.push_back(in[i]);
    match("keys", out.host(), sorted);
    match("positions", moved.host(), order);
    return verdict();
}
