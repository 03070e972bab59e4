// about: __int128 in device code (CUDA 11.5): sums, products, shifts, division
#include "../common/test.h"

typedef unsigned __int128 Wide;

__host__ __device__ Wide mix(Wide x, Wide y, int shift) {
    Wide v = x * y + (x << shift) - (y >> shift);
    v ^= (Wide)((__int128)x >> shift);
    return x < y ? v : ~v;
}

__global__ void kernel(const unsigned long long *in, unsigned long long *out, int n) {
    int i = threadIdx.x;
    Wide x = (Wide)in[i] << 64 | in[(i + 1) % n], y = (Wide)in[(i + 2) % n] << 64 | in[(i + 3) % n];
    Wide v = mix(x, y, i), q = x / (y >> 70), r = x % (y >> 3);
    out[6 * i] = (unsigned long long)v;
    out[6 * i + 1] = (unsigned long long)(v >> 64);
    out[6 * i + 2] = (unsigned long long)q;
    out[6 * i + 3] = (unsigned long long)(q >> 64);
    out[6 * i + 4] = (unsigned long long)r;
    out[6 * i + 5] = (unsigned long long)(r >> 64);
}

int main() {
    const int n = 128;
    std::vector<unsigned long long> in(n), want;
    Random random(19);
    for (auto &v : in)
        v = random.next64() | 1ull << 50;
    for (int i = 0; i < n; i++) {
        Wide x = (Wide)in[i] << 64 | in[(i + 1) % n], y = (Wide)in[(i + 2) % n] << 64 | in[(i + 3) % n];
        for (Wide v : {mix(x, y, i), x / (y >> 70), x % (y >> 3)}) {
            want.push_back((unsigned long long)v);
            want.push_back((unsigned long long)(v >> 64));
        }
    }
    Device<unsigned long long> din(in), out(6 * n);
    kernel<<<1, n>>>(din, out, n);
    FINISH();
    match("wide", out.host(), want);
    return verdict();
}
