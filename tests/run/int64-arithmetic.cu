// about: 64-bit integers: products, shifts by run-time amounts, comparisons, high products, mixed widths
#include "../common/test.h"

__host__ __device__ unsigned long long mix(unsigned long long x, unsigned long long y, unsigned shift) {
    unsigned long long v = x * y + (x >> shift) - (y << (63 - shift));
    v ^= (unsigned long long)((long long)x >> shift);
    v += x < y ? 0x1111 : 0x2222;
    v += (long long)x < (long long)y ? 0x10000 : 0x20000;
    v = v << shift | v >> ((64 - shift) & 63);
    v += (unsigned long long)(int)y * (unsigned)x;
    v -= (long long)(short)x * (signed char)y;
    return v;
}

__global__ void kernel(const unsigned long long *in, unsigned long long *out, unsigned long long *high, int n) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    unsigned long long x = in[i], y = in[(i + 1) % n];
    out[i] = mix(x, y, i % 64);
    high[2 * i] = __umul64hi(x, y);
    high[2 * i + 1] = (unsigned long long)__mul64hi((long long)x, (long long)y);
}

int main() {
    const int n = 256;
    std::vector<unsigned long long> in(n), want(n), high(2 * n);
    Random random(18);
    for (auto &v : in)
        v = random.next64();
    in[7] = 0;
    in[8] = ~0ull;
    in[9] = 1ull << 63;
    for (int i = 0; i < n; i++) {
        unsigned long long x = in[i], y = in[(i + 1) % n];
        want[i] = mix(x, y, i % 64);
        high[2 * i] = (unsigned long long)((unsigned __int128)x * y >> 64);
        high[2 * i + 1] = (unsigned long long)((__int128)(long long)x * (long long)y >> 64);
    }
    Device<unsigned long long> din(in), out(n), dh(2 * n);
    kernel<<<2, 128>>>(din, out, dh, n);
    FINISH();
    match("mixed", out.host(), want);
    match("high products", dh.host(), high);
    return verdict();
}
