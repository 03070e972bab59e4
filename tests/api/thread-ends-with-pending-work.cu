// about: a host thread that launched work may end before the work does
#include "../common/test.h"
#include <thread>

__global__ void add(int *p) {
    for (int i = 0; i < 1000; i++)
        atomicAdd(p, 1);
}

int main() {
    Device<int> p(1);
    for (int i = 0; i < 4; i++)
        std::thread([&] { add<<<1, 32>>>(p.get()); }).join();
    CUDA(cudaDeviceSynchronize());
    match("sum", p.host()[0], 4 * 32 * 1000);
    return verdict();
}
