// about: memmove of overlapping bytes, upwards and downwards, of all small sizes and alignments in device code
// only-anywarp: NVIDIA's nvcc has no memmove in device code
#include "../common/test.h"

const int SIZE = 96, MOST = 40;

__global__ void work(unsigned char *out, int bytes) {
    int from = threadIdx.x % 8, to = threadIdx.x / 8;
    unsigned char *mine = out + threadIdx.x * SIZE * 2;
    // Upwards or downwards by at most 7 bytes.
    memmove(mine + 16 + to, mine + 16 + from, bytes);
    memmove(mine + SIZE + 20 + from, mine + SIZE + 20 + to, bytes);
}

int main() {
    Random random(3);
    std::vector<unsigned char> initial(64 * SIZE * 2);
    for (auto &byte : initial)
        byte = random.next();
    uint64_t sum = 0;
    int wrong = 0;
    for (int bytes = 0; bytes <= MOST; bytes++) {
        Device<unsigned char> out(initial);
        work<<<1, 64>>>(out, bytes);
        FINISH();
        std::vector<unsigned char> want = initial, got = out.host();
        for (int thread = 0; thread < 64; thread++) {
            int from = thread % 8, to = thread / 8;
            unsigned char *mine = want.data() + thread * SIZE * 2;
            memmove(mine + 16 + to, mine + 16 + from, bytes);
            memmove(mine + SIZE + 20 + from, mine + SIZE + 20 + to, bytes);
        }
        wrong += got != want;
        sum = sum * 31 + checksum(got);
    }
    printf("checksum %016llx\n", (unsigned long long)sum);
    match("sizes that differ", wrong, 0);
    return verdict();
}
