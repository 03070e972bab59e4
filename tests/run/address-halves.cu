// about: parts of an address as integers: its high half, single bytes, the address combined with other bits
#include <algorithm>

#include "../common/test.h"

using Word = unsigned long long;

__device__ int variable;

__global__ void halves(Word *out) {
    Word address = (Word)out;
    out[0] = (unsigned)address;
    out[1] = (unsigned)(address >> 32);
    out[2] = (unsigned char)(address >> 40);
    out[3] = (unsigned short)(address >> 28);
}

__global__ void halves_of_variable(Word *out) {
    Word address = (Word)&variable;
    out[0] = (unsigned)address;
    out[1] = (unsigned)(address >> 32);
    out[2] = (unsigned char)(address >> 40);
    out[3] = (unsigned short)(address >> 28);
}

std::vector<Word> halves_of(const void *p) {
    Word address = (Word)p;
    return {(unsigned)address, address >> 32, (unsigned char)(address >> 40), (unsigned short)(address >> 28)};
}

// Writes to the words whose offset is a power of two; `start` is aligned, so that or is addition.
__global__ void mark(Word *start, unsigned count) {
    Word *p = start;
    for (unsigned offset = 8; p < start + count; offset <<= 1) {
        p = (Word *)((Word)start | offset);
        if (p >= start + count)
            break;
        *p = offset;
    }
}

int main() {
    const unsigned count = 1 << 12;
    Device<Word> words(count);
    halves<<<1, 1>>>(words);
    FINISH();
    std::vector<Word> parts = words.host(), want = halves_of(words.get());
    EXPECT(std::equal(want.begin(), want.end(), parts.begin()));

    halves_of_variable<<<1, 1>>>(words);
    FINISH();
    void *symbol;
    CUDA(cudaGetSymbolAddress(&symbol, variable));
    parts = words.host(), want = halves_of(symbol);
    EXPECT(std::equal(want.begin(), want.end(), parts.begin()));

    // cudaMalloc aligns to 256 bytes only; here the bit of the first offset beyond the words must be 0 too.
    const size_t bytes = count * sizeof(Word);
    Device<Word> room(3 * count);
    Word *start = (Word *)(((Word)room.get() + 2 * bytes - 1) / (2 * bytes) * (2 * bytes));
    mark<<<1, 1>>>(start, count);
    FINISH();
    want.assign(count, 0);
    for (unsigned i = 1; i < count; i *= 2)
        want[i] = i * sizeof(Word);
    parts.assign(count, 0);
    CUDA(cudaMemcpy(parts.data(), start, bytes, cudaMemcpyDeviceToHost));
    match("marked", parts, want);
    return verdict();
}
