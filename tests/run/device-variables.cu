// about: __device__ variables of several kinds: initialised, zeroed, static, in a namespace, arrays; symbol size
#include "../common/test.h"
#include <string>

__device__ int start = 41;
__device__ double zero[100];
static __device__ short small[3] = {-1, 2, -3};
namespace deep {
namespace er {
__device__ unsigned long long wide = 0x0123456789abcdefull;
}
} // namespace deep
template <class T> __device__ T generic = T(7);
__device__ const char text[] = "device text";

__global__ void step(long long *out) {
    start++;
    zero[start % 100] += 0.5;
    deep::er::wide ^= (unsigned long long)small[0];
    small[1] += small[2];
    generic<int> *= 2;
    long long sum = 0;
    for (int i = 0; text[i]; i++)
        sum = sum * 31 + text[i];
    out[0] = start;
    out[1] = generic<int>;
    out[2] = sum;
    out[3] = (long long)deep::er::wide;
    out[4] = small[1];
}

int main() {
    Device<long long> out(5);
    long long text_sum = 0;
    for (char c : std::string("device text"))
        text_sum = text_sum * 31 + c;
    for (int round = 1; round <= 2; round++) {
        step<<<1, 1>>>(out);
        FINISH();
        long long wide = round == 1 ? ~0x0123456789abcdefll : 0x0123456789abcdefll;
        match("values", out.host(), std::vector<long long>{41 + round, 7 << round, text_sum, wide, 2 - 3 * round});
    }
    double host[100];
    CUDA(cudaMemcpyFromSymbol(host, zero, sizeof host));
    EXPECT(host[42] == 0.5 && host[43] == 0.5 && host[44] == 0);
    size_t size = 0;
    CUDA(cudaGetSymbolSize(&size, zero));
    match("size of zero", (long long)size, 800);
    CUDA(cudaGetSymbolSize(&size, small));
    match("size of small", (long long)size, 6);
    int value = 1000;
    CUDA(cudaMemcpyToSymbol(start, &value, sizeof value));
    step<<<1, 1>>>(out);
    FINISH();
    match("start", out.host()[0], 1001);
    return verdict();
}
