// about: an allocator that takes bits with atomic operations: loops with several ways out, which wait for other threads
#include "../common/test.h"

constexpr unsigned WORDS = 64;
__device__ unsigned bits[WORDS];

__device__ bool take(unsigned word, unsigned count) {
    for (unsigned i = 0; i < count; i++) {
        if (atomicCAS(&bits[word + i], 0u, ~0u) == 0)
            continue;
        while (i--)
            atomicAnd(&bits[word + i], 0u);
        return false;
    }
    return true;
}

__device__ unsigned lowest(unsigned used, unsigned count) {
    unsigned run = ~used;
    for (unsigned have = 1; have < count;) {
        unsigned step = have < count - have ? have : count - have;
        run &= run >> step;
        have += step;
    }
    return run ? (unsigned)__ffs(run) - 1 : 32;
}

__device__ int allocate(unsigned count, unsigned start) {
    if (count <= 32) {
        for (unsigned n = 0; n < WORDS; n++) {
            unsigned word = start + n < WORDS ? start + n : start + n - WORDS;
            unsigned used = *(volatile unsigned *)&bits[word];
            for (unsigned bit = lowest(used, count); bit < 32; bit = lowest(used, count)) {
                unsigned mine = ~0u >> (32 - count) << bit;
                unsigned before = atomicOr(&bits[word], mine);
                if (!(before & mine))
                    return word * 32 + bit;
                atomicAnd(&bits[word], ~(mine & ~before));
                used = before | mine;
            }
        }
        return -1;
    }
    unsigned words = (count + 31) / 32;
    for (unsigned word = 0; word + words <= WORDS; word++)
        if (take(word, words))
            return word * 32;
    return -1;
}

__global__ void one_thread(int *out) {
    const unsigned counts[] = {5, 40, 32, 100, 1, 2000, 27};
    for (int i = 0; i < 7; i++)
        out[i] = allocate(counts[i], i % 3);
}

__global__ void many_threads(int *out) { out[threadIdx.x] = allocate(7, threadIdx.x / 8); }

int main() {
    Device<int> out(64);
    one_thread<<<1, 1>>>(out);
    FINISH();
    std::vector<int> got = out.host();
    match("one thread", std::vector<int>(got.begin(), got.begin() + 7), std::vector<int>{0, 32, 96, 128, 256, -1, 5});
    unsigned clear[WORDS] = {};
    CUDA(cudaMemcpyToSymbol(bits, clear, sizeof clear));
    many_threads<<<1, 64>>>(out);
    FINISH();
    got = out.host();
    std::vector<int> owner(WORDS * 32);
    int twice = 0, lost = 0;
    for (int first : got)
        for (int i = 0; i < 7; i++)
            first < 0 ? lost++ : twice += owner[first + i]++;
    match("taken twice", twice, 0);
    match("not found", lost, 0);
    return verdict();
}
