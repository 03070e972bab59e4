// about: bytes and halfwords of constants shifted by a number of each thread's own, before and behind a barrier
#include "../common/test.h"

__global__ void kernel(const int *in, unsigned *out) {
    int t = threadIdx.x;
    unsigned char byte = 0xf7;
    unsigned short half = 0xfff1;
    signed char negative = -9;
    unsigned a = (unsigned char)(byte >> ((in[t] || t) & 7)), b = (unsigned short)(half >> (in[t] & 15));
    __syncthreads();
    out[t] = a | b << 8 | (unsigned)(unsigned char)(negative >> (in[t] & 7)) << 24;
}

int main() {
    const int threads = 70;
    std::vector<int> in(threads);
    for (int t = 0; t < threads; t++)
        in[t] = t * 5 % 7;
    Device<int> d(in);
    Device<unsigned> out(threads);
    kernel<<<1, threads>>>(d, out);
    FINISH();
    std::vector<unsigned> want(threads);
    for (int t = 0; t < threads; t++) {
        unsigned a = 0xf7u >> ((in[t] || t) & 7), b = 0xfff1u >> (in[t] & 15);
        want[t] = a | b << 8 | (unsigned)(unsigned char)(-9 >> (in[t] & 7)) << 24;
    }
    match("shifted", out.host(), want);
    return verdict();
}
