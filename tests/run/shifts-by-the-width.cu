// about: a shift by the width or more gives 0 or the sign, as PTX's shl and shr do, in words of 32 and 64 bits
#include <cstdio>

__global__ void shift(const unsigned *amounts, unsigned *words, unsigned long long *longs) {
    unsigned amount = amounts[threadIdx.x];
    unsigned word = 0x80000001u;
    unsigned long long wide = 0x8000000000000001ull;
    words[4 * threadIdx.x] = word << amount;
    words[4 * threadIdx.x + 1] = word >> amount;
    words[4 * threadIdx.x + 2] = (unsigned)((int)word >> amount);
    words[4 * threadIdx.x + 3] = (1u << amount) - 1;
    longs[3 * threadIdx.x] = wide << amount;
    longs[3 * threadIdx.x + 1] = wide >> amount;
    longs[3 * threadIdx.x + 2] = (unsigned long long)((long long)wide >> amount);
}

int main() {
    const int COUNT = 8;
    const unsigned amounts[COUNT] = {0, 1, 31, 32, 33, 63, 64, 100};
    unsigned *on_device, *words, word[4 * COUNT];
    unsigned long long *longs, wide[3 * COUNT];
    cudaMalloc(&on_device, sizeof amounts);
    cudaMalloc(&words, sizeof word);
    cudaMalloc(&longs, sizeof wide);
    cudaMemcpy(on_device, amounts, sizeof amounts, cudaMemcpyHostToDevice);
    shift<<<1, COUNT>>>(on_device, words, longs);
    cudaMemcpy(word, words, sizeof word, cudaMemcpyDeviceToHost);
    cudaMemcpy(wide, longs, sizeof wide, cudaMemcpyDeviceToHost);
    int wrong = 0;
    for (int i = 0; i < COUNT; ++i) {
        unsigned n = amounts[i];
        const unsigned *w = word + 4 * i;
        const unsigned long long *l = wide + 3 * i;
        wrong += w[0] != (n < 32 ? 0x80000001u << n : 0);
        wrong += w[1] != (n < 32 ? 0x80000001u >> n : 0);
        wrong += w[2] != (unsigned)((int)0x80000001u >> (n < 32 ? n : 31));
        wrong += w[3] != (n < 32 ? (1u << n) - 1 : ~0u);
        wrong += l[0] != (n < 64 ? 0x8000000000000001ull << n : 0);
        wrong += l[1] != (n < 64 ? 0x8000000000000001ull >> n : 0);
        wrong += l[2] != (unsigned long long)((long long)0x8000000000000001ull >> (n < 64 ? n : 63));
        printf("%u: %08x %08x %08x %08x %016llx %016llx %016llx\n", n, w[0], w[1], w[2], w[3], l[0], l[1], l[2]);
    }
    puts(wrong == 0 ? "PASS" : "FAIL");
    return wrong == 0 ? 0 : 1;
}
