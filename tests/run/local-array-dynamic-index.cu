// about: thread-local arrays indexed with run-time values, copied, passed by pointer, two-dimensional
#include "../common/test.h"

__device__ __noinline__ void shuffle(unsigned char *deck, unsigned seed) {
    for (int i = 51; i > 0; i--) {
        seed = seed * 1664525u + 1013904223u;
        int j = (seed >> 8) % (i + 1);
        unsigned char swap = deck[i];
        deck[i] = deck[j];
        deck[j] = swap;
    }
}

__host__ __device__ unsigned finish(const unsigned char *deck) {
    unsigned hash = 0;
    int grid[4][13];
    for (int i = 0; i < 52; i++)
        grid[deck[i] % 4][deck[i] / 4] = i;
    for (int suit = 0; suit < 4; suit++)
        for (int rank = 0; rank < 13; rank++)
            hash = hash * 31 + grid[suit][rank];
    return hash;
}

__global__ void kernel(unsigned *out) {
    unsigned char deck[52], copy[52];
    for (int i = 0; i < 52; i++)
        deck[i] = i;
    shuffle(deck, threadIdx.x + blockIdx.x * 1000);
    for (int i = 0; i < 52; i++)
        copy[deck[i]] = deck[(i + 1) % 52];
    out[blockIdx.x * blockDim.x + threadIdx.x] = finish(deck) ^ finish(copy);
}

int main() {
    std::vector<unsigned> want;
    for (unsigned b = 0; b < 2; b++)
        for (unsigned t = 0; t < 40; t++) {
            unsigned char deck[52], copy[52];
            for (int i = 0; i < 52; i++)
                deck[i] = i;
            unsigned seed = t + b * 1000;
            for (int i = 51; i > 0; i--) {
                seed = seed * 1664525u + 1013904223u;
                std::swap(deck[i], deck[(seed >> 8) % (i + 1)]);
            }
            for (int i = 0; i < 52; i++)
                copy[deck[i]] = deck[(i + 1) % 52];
            want.push_back(finish(deck) ^ finish(copy));
        }
    Device<unsigned> out(80);
    kernel<<<2, 40>>>(out);
    FINISH();
    match("hashes", out.host(), want);
    return verdict();
}
