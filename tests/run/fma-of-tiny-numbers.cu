// about: Fused multiply-adds whose operands or results are subnormal or zero: rounded once, signs of zeros included.
#include <cstdio>
#include <cstring>

__constant__ float operands[14] = {0.0f,      -0.0f,     0x1p-149f,  -0x1p-149f, 0x1p-126f,     -0x1.8p-127f, 0x1.fffffcp-127f,
                                   0x1p-100f, -0x1p-75f, 0x1.8p-75f, 1.5f,       -0x1.000002p0f, 0x1p-24f,      0x1p100f};

__global__ void multiply_add(float *results) {
    int i = blockIdx.x, j = blockIdx.y, k = threadIdx.x;
    results[(i * 14 + j) * 14 + k] = fmaf(operands[i], operands[j], operands[k]);
}

int main() {
    static float results[14 * 14 * 14];
    float *device;
    cudaMalloc(&device, sizeof results);
    multiply_add<<<dim3(14, 14), 14>>>(device);
    cudaMemcpy(results, device, sizeof results, cudaMemcpyDeviceToHost);
    for (int i = 0; i < 14; i++)
        for (int j = 0; j <= i; j++) {
            unsigned hash = 0, negative_zeros = 0, subnormals = 0;
            for (int k = 0; k < 14; k++) {
                unsigned bits;
                memcpy(&bits, &results[(i * 14 + j) * 14 + k], 4);
                hash = (hash ^ bits) * 0x01000193u;
                negative_zeros += bits == 0x80000000u;
                subnormals += (bits & 0x7f800000u) == 0 && bits << 1 != 0;
            }
            printf("%d %d: %08x %u %u\n", i, j, hash, negative_zeros, subnormals);
        }
    puts(cudaDeviceSynchronize() == cudaSuccess ? "PASS" : "FAIL");
}
