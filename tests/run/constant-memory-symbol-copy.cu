// about: __constant__ arrays: initial values, cudaMemcpyToSymbol with offsets, read with a varying index
#include "../common/test.h"

struct Pair {
    float weight;
    int shift;
};

__constant__ int table[64] = {1, 2, 3, 5, 8, 13, 21, 34};
__constant__ Pair pairs[3] = {{0.5f, 1}, {2.0f, 2}, {4.0f, 3}};
__constant__ float scale = 1.5f;

__global__ void use(float *out) {
    int t = threadIdx.x;
    out[t] = table[t] * scale + pairs[t % 3].weight + pairs[(t + 1) % 3].shift;
}

int main() {
    int host[64] = {1, 2, 3, 5, 8, 13, 21, 34};
    Pair host_pairs[3] = {{0.5f, 1}, {2.0f, 2}, {4.0f, 3}};
    float host_scale = 1.5f;
    Device<float> out(64);
    for (int round = 0; round < 3; round++) {
        if (round == 1) {
            for (int i = 10; i < 20; i++)
                host[i] = i * i;
            CUDA(cudaMemcpyToSymbol(table, host + 10, 10 * sizeof(int), 10 * sizeof(int)));
        }
        if (round == 2) {
            host_scale = -0.25f;
            host_pairs[1] = {8.0f, 77};
            CUDA(cudaMemcpyToSymbol(scale, &host_scale, sizeof host_scale));
            void *address = nullptr;
            CUDA(cudaGetSymbolAddress(&address, pairs));
            CUDA(cudaMemcpy((Pair *)address + 1, &host_pairs[1], sizeof(Pair), cudaMemcpyHostToDevice));
        }
        std::vector<float> want(64);
        for (int t = 0; t < 64; t++)
            want[t] = host[t] * host_scale + host_pairs[t % 3].weight + host_pairs[(t + 1) % 3].shift;
        use<<<1, 64>>>(out);
        FINISH();
        match("values", out.host(), want);
    }
    int back[64];
    CUDA(cudaMemcpyFromSymbol(back, table, sizeof back));
    EXPECT(memcmp(back, host, sizeof back) == 0);
    return verdict();
}
