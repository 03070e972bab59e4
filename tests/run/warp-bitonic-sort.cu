// about: a sorting network on registers, xor shuffles with data-dependent selection
#include "../common/test.h"
#include <algorithm>

__global__ void sort(unsigned *data) {
    int lane = threadIdx.x;
    unsigned v = data[blockIdx.x * 32 + lane];
    for (int size = 2; size <= 32; size <<= 1)
        for (int step = size >> 1; step > 0; step >>= 1) {
            unsigned other = __shfl_xor_sync(0xffffffffu, v, step);
            bool up = (lane & size) == 0, low = (lane & step) == 0;
            v = up == low ? min(v, other) : max(v, other);
        }
    data[blockIdx.x * 32 + lane] = v;
}

int main() {
    std::vector<unsigned> data(32 * 9);
    Random random(9);
    for (unsigned &v : data)
        v = random.next();
    Device<unsigned> d(data);
    sort<<<9, 32>>>(d);
    FINISH();
    for (int b = 0; b < 9; b++)
        std::sort(data.begin() + b * 32, data.begin() + b * 32 + 32);
    match("sorted", d.host(), data);
    return verdict();
}
