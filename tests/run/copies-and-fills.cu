// about: memcpy, memmove (overlapping both ways) and memset of all small sizes and alignments in device code
#include "../common/test.h"

const int SIZE = 96, MOST = 40;

__global__ void work(unsigned char *out, const unsigned char *in, int bytes) {
    int from = threadIdx.x % 8, to = threadIdx.x / 8;
    unsigned char *mine = out + threadIdx.x * SIZE * 4;
    memcpy(mine + to, in + from, bytes);
    memset(mine + SIZE + to, 0x80 + bytes, bytes);
    // Upwards or downwards by at most 7 bytes.
    memmove(mine + 2 * SIZE + 16 + to, mine + 2 * SIZE + 16 + from, bytes);
    memmove(mine + 3 * SIZE + 20 + from, mine + 3 * SIZE + 20 + to, bytes);
}

int main() {
    Random random(3);
    std::vector<unsigned char> in(64), initial(64 * SIZE * 4);
    for (auto &byte : in)
        byte = random.next();
    for (auto &byte : initial)
        byte = random.next();
    Device<unsigned char> input(in);
    uint64_t sum = 0;
    int wrong = 0;
    for (int bytes = 0; bytes <= MOST; bytes++) {
        Device<unsigned char> out(initial);
        work<<<1, 64>>>(out, input, bytes);
        FINISH();
        std::vector<unsigned char> want = initial, got = out.host();
        for (int thread = 0; thread < 64; thread++) {
            int from = thread % 8, to = thread / 8;
            unsigned char *mine = want.data() + thread * SIZE * 4;
            memcpy(mine + to, in.data() + from, bytes);
            memset(mine + SIZE + to, 0x80 + bytes, bytes);
            memmove(mine + 2 * SIZE + 16 + to, mine + 2 * SIZE + 16 + from, bytes);
            memmove(mine + 3 * SIZE + 20 + from, mine + 3 * SIZE + 20 + to, bytes);
        }
        wrong += got != want;
        sum = sum * 31 + checksum(got);
    }
    printf("checksum %016llx\n", (unsigned long long)sum);
    match("sizes that differ", wrong, 0);
    return verdict();
}
