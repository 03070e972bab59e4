// about: tiled matrix product; integer-valued floats, so every order of summation gives the same bits
#include "../common/test.h"

template <int TILE> __global__ void multiply(const float *a, const float *b, float *c, int n) {
    __shared__ float as[TILE][TILE], bs[TILE][TILE];
    int row = blockIdx.y * TILE + threadIdx.y, column = blockIdx.x * TILE + threadIdx.x;
    float sum = 0;
    for (int k = 0; k < n; k += TILE) {
        as[threadIdx.y][threadIdx.x] = a[row * n + k + threadIdx.x];
        bs[threadIdx.y][threadIdx.x] = b[(k + threadIdx.y) * n + column];
        __syncthreads();
#pragma unroll
        for (int i = 0; i < TILE; i++)
            sum += as[threadIdx.y][i] * bs[i][threadIdx.x];
        __syncthreads();
    }
    c[row * n + column] = sum;
}

int main() {
    const int n = 64;
    std::vector<float> a(n * n), b(n * n), want(n * n);
    Random random(5);
    for (int i = 0; i < n * n; i++) {
        a[i] = (float)random.between(-9, 9);
        b[i] = (float)random.between(-9, 9);
    }
    for (int i = 0; i < n; i++)
        for (int k = 0; k < n; k++)
            for (int j = 0; j < n; j++)
                want[i * n + j] += a[i * n + k] * b[k * n + j];
    Device<float> da(a), db(b), dc(n * n);
    multiply<16><<<dim3(n / 16, n / 16), dim3(16, 16)>>>(da, db, dc, n);
    FINISH();
    match("tile 16", dc.host(), want);
    multiply<8><<<dim3(n / 8, n / 8), dim3(8, 8)>>>(da, db, dc, n);
    FINISH();
    match("tile 8", dc.host(), want);
    return verdict();
}
