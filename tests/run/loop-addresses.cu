// about: Loops over rows: indices that are counted up, down, by variable steps, as signed, unsigned, 8-bit and 64-bit numbers,
// and one that wraps around.
#include <cstdio>

const int COLUMNS = 173, ROWS = 7;

__device__ void put(unsigned long long *sums, int kind, unsigned long long value) {
    atomicAdd(&sums[blockIdx.x * 10 + kind], value * (threadIdx.x + 1));
}

__global__ void sum_rows(const unsigned *in, unsigned *copy, int columns, unsigned wrapped, unsigned char few, unsigned long long *sums) {
    const unsigned *row = in + (size_t)blockIdx.x * columns;
    unsigned *to = copy + (size_t)blockIdx.x * columns;
    unsigned long long sum = 0;
    for (int i = threadIdx.x; i < columns; i += 32)
        sum = sum * 3 + row[i];
    put(sums, 0, sum);
    for (int i = threadIdx.x; i < columns; i += blockDim.x)
        sum = sum * 3 + row[i] + row[columns - 1 - i];
    put(sums, 1, sum);
    for (int i = columns - 1 - threadIdx.x; i >= 0; i -= 5)
        sum = sum * 5 + row[i];
    put(sums, 2, sum);
    for (unsigned i = threadIdx.x; i < columns - 2u; i += few)
        sum = sum * 7 + row[i] + 2 * row[i + 1] + 3 * row[i + 2];
    put(sums, 3, sum);
    for (unsigned i = wrapped; i != 160; i += 4)
        sum = sum * 3 + row[(i + 16u) % 170u];
    put(sums, 4, sum);
    for (unsigned i = wrapped; i != 144; i += 8)
        sum = sum * 9 + row[i + 16u];
    put(sums, 5, sum);
    for (unsigned char i = 250; i != few; i += 3)
        sum = sum * 3 + row[i % 173];
    put(sums, 6, sum);
    for (size_t i = threadIdx.x; i < columns; i += 31)
        sum = sum * 3 + row[i];
    put(sums, 7, sum);
    for (int i = threadIdx.x, n = 0; n < 9; i += 2, n++)
        if (n % 3 != 1)
            sum = sum * 3 + row[3 * i % columns] + row[2 * i + n];
    put(sums, 8, sum);
    for (int i = threadIdx.x; i < columns; i += blockDim.x)
        to[i] = row[i] * 5 + i;
}

__global__ void sum_copy(const unsigned *copy, int count, unsigned long long *sums) {
    for (int i = threadIdx.x; i < count; i += blockDim.x)
        atomicAdd(&sums[9], (unsigned long long)copy[i] * (i + 1));
}

int main() {
    static unsigned host[COLUMNS * ROWS + 16];
    for (unsigned i = 0, state = 1; i < COLUMNS * ROWS; i++)
        host[i] = (state = state * 1664525 + 1013904223) >> 12;
    unsigned *in, *copy;
    unsigned long long *sums, result[10 * ROWS];
    cudaMalloc(&in, sizeof host);
    cudaMalloc(&copy, sizeof host);
    cudaMalloc(&sums, sizeof result);
    cudaMemcpy(in, host, sizeof host, cudaMemcpyHostToDevice);
    cudaMemset(sums, 0, sizeof result);
    sum_rows<<<ROWS, 48>>>(in, copy, COLUMNS, 0xfffffff0u, 4, sums);
    sum_copy<<<1, 64>>>(copy, COLUMNS * ROWS, sums);
    cudaMemcpy(result, sums, sizeof result, cudaMemcpyDeviceToHost);
    for (int i = 0; i < 10 * ROWS; i++)
        printf("%016llx%c", result[i], i % 5 == 4 ? '\n' : ' ');
    puts(cudaGetLastError() == cudaSuccess ? "PASS" : "FAIL");
}
