// about: freed memory comes back, blocks do not overlap, addresses are aligned to 256 bytes, size 0 is allowed
#include "../common/test.h"

__global__ void mark(unsigned *p, int words, unsigned value) {
    for (int i = threadIdx.x; i < words; i += blockDim.x)
        p[i] = value;
}

int main() {
    void *none = (void *)1;
    GIVES(cudaSuccess, cudaMalloc(&none, 0));
    EXPECT(none == nullptr);
    Random random(31);
    struct Block {
        unsigned *p;
        int words;
        unsigned value;
    };
    std::vector<Block> live;
    int allocations = 0;
    for (int step = 0; step < 300; step++) {
        if (live.size() < 30 && random.next() % 3) {
            Block b = {nullptr, random.between(1, 5000), random.next()};
            CUDA(cudaMalloc(&b.p, b.words * sizeof(unsigned)));
            EXPECT(reinterpret_cast<uintptr_t>(b.p) % 256 == 0);
            mark<<<1, 32>>>(b.p, b.words, b.value);
            live.push_back(b);
            allocations++;
        } else if (!live.empty()) {
            size_t which = random.next() % live.size();
            Block b = live[which];
            std::vector<unsigned> got(b.words);
            CUDA(cudaMemcpy(got.data(), b.p, b.words * sizeof(unsigned), cudaMemcpyDeviceToHost));
            EXPECT(got == std::vector<unsigned>(b.words, b.value));
            CUDA(cudaFree(b.p));
            live.erase(live.begin() + which);
        }
    }
    for (Block b : live)
        CUDA(cudaFree(b.p));
    match("allocations", allocations, allocations);
    for (int i = 0; i < 50; i++) { // far more than the device has, one after the other
        void *p;
        CUDA(cudaMalloc(&p, (size_t)200 << 20));
        CUDA(cudaFree(p));
    }
    return verdict();
}
