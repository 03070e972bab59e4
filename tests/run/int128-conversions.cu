// about: __int128 in device code: signed operations, comparisons, shifts by every count, conversions, memory, loops
#include "../common/test.h"
#include <string>

typedef unsigned __int128 Wide;
typedef __int128 Signed;
typedef unsigned long long u64;

struct Pair {
    int tag;
    Signed value;
};

__constant__ Wide factor = (Wide)0x0123456789abcdefull << 64 | 0xfedcba9876543211ull;
__device__ Signed total;

__host__ __device__ Wide twist(Wide v, int i) { return v * 0x9e3779b97f4a7c15ull + i; }

// Results of one pair of numbers, folded; `which` names the operation.
__host__ __device__ Wide operate(int which, Signed x, Signed y, int i) {
    switch (which) {
    case 0: return x << i;
    case 1: return x >> i;
    case 2: return (Wide)x >> i;
    case 3: return x / (y >> 40 | 1);
    case 4: return x % (y >> 61 | 1);
    case 5: return x < y ? x - y : y - x;
    case 6: return (x <= y) | (x > -y) << 1 | (x >= y * 3) << 2 | (x == y) << 3 | ((Wide)x < (Wide)y) << 4 | ((Wide)x >= (Wide)~y) << 5;
    case 7: return (u64)(long long)(x >> 64) ^ (Wide)(short)x << 50;
    case 8: {
        Wide product = 1;
        for (int n = 0; n <= i % 9; n++)
            product = product * (Wide)x + n;
        return product;
    }
    default: return (Wide)-x ^ ~y;
    }
}
const int OPERATIONS = 10;

__host__ __device__ double to_double(Signed x, int i) { return i & 1 ? (double)(x >> i) : (double)((Wide)x >> i); }
__host__ __device__ float to_float(Signed x, int i) { return i & 1 ? (float)(x >> i) : (float)((Wide)x >> i); }

__global__ void kernel(const u64 *in, Wide *out, double *doubles, float *singles, Signed *back, int n) {
    __shared__ Wide shared[128];
    int i = threadIdx.x;
    Signed x = (Wide)in[i] << 64 | in[(i + 1) % n], y = (Wide)in[(i + 2) % n] << 64 | in[(i + 3) % n];
    Pair pairs[3];
    for (int k = 0; k < 3; k++)
        pairs[k] = Pair{k, x + k * y};
    shared[i] = pairs[i % 3].value * factor;
    __syncthreads();
    out[i] = shared[n - 1 - i];
    for (int k = 0; k < OPERATIONS; k++)
        out[(k + 1) * n + i] = twist(operate(k, x, y, i), i);
    doubles[i] = to_double(x, i);
    singles[i] = to_float(x, i);
    back[i] = (Signed)(doubles[i] * -0.25);
    back[n + i] = (Wide)(to_float(x, i) > 0 ? to_float(x, i) : 7.75f);
    if (i == 0)
        total = x - (Signed)out[0] * 3;
}

int main() {
    const int n = 128;
    std::vector<u64> in(n);
    Random random(23);
    for (auto &v : in)
        v = random.next64() >> (random.next64() & 31);
    std::vector<Wide> want(n * (OPERATIONS + 1)), shared(n);
    std::vector<double> doubles(n);
    std::vector<float> singles(n);
    std::vector<Signed> back(2 * n);
    Wide multiplier = (Wide)0x0123456789abcdefull << 64 | 0xfedcba9876543211ull;
    auto at = [&](int i, int k) { return (Signed)((Wide)in[(i + k) % n] << 64 | in[(i + k + 1) % n]); };
    for (int i = 0; i < n; i++) {
        Signed x = at(i, 0), y = at(i, 2);
        shared[i] = (x + i % 3 * y) * multiplier;
        for (int k = 0; k < OPERATIONS; k++)
            want[(k + 1) * n + i] = twist(operate(k, x, y, i), i);
        doubles[i] = to_double(x, i);
        singles[i] = to_float(x, i);
        back[i] = (Signed)(doubles[i] * -0.25);
        back[n + i] = (Wide)(to_float(x, i) > 0 ? to_float(x, i) : 7.75f);
    }
    for (int i = 0; i < n; i++)
        want[i] = shared[n - 1 - i];
    Signed sum = at(0, 0) - (Signed)want[0] * 3, got = 0;

    Device<u64> din(in);
    Device<Wide> dout(want.size());
    Device<double> ddoubles(n);
    Device<float> dsingles(n);
    Device<Signed> dback(2 * n);
    kernel<<<1, n>>>(din, dout, ddoubles, dsingles, dback, n);
    FINISH();
    CUDA(cudaMemcpyFromSymbol(&got, total, sizeof got));
    auto words = [](const void *data, size_t bytes) {
        std::vector<u64> result(bytes / 8);
        memcpy(result.data(), data, bytes);
        return result;
    };
    auto out = dout.host();
    for (int k = 0; k <= OPERATIONS; k++)
        match(("operation " + std::to_string(k)).c_str(), words(&out[k * n], n * 16), words(&want[k * n], n * 16));
    match("doubles", ddoubles.host(), doubles);
    match("singles", dsingles.host(), singles);
    auto returned = dback.host();
    match("back", words(returned.data(), 32 * n), words(back.data(), 32 * n));
    match("variable", words(&got, 16), words(&sum, 16));
    return verdict();
}
