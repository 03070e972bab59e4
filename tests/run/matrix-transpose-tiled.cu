// about: two-dimensional shared tiles with padding, ragged edges
#include "../common/test.h"

const int TILE = 16;

__global__ void transpose(const float *in, float *out, int width, int height) {
    __shared__ float tile[TILE][TILE + 1];
    int x = blockIdx.x * TILE + threadIdx.x, y = blockIdx.y * TILE + threadIdx.y;
    if (x < width && y < height)
        tile[threadIdx.y][threadIdx.x] = in[y * width + x];
    __syncthreads();
    x = blockIdx.y * TILE + threadIdx.x;
    y = blockIdx.x * TILE + threadIdx.y;
    if (x < height && y < width)
        out[y * height + x] = tile[threadIdx.x][threadIdx.y];
}

int main() {
    const int width = 101, height = 57;
    std::vector<float> in(width * height), want(width * height);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            want[x * height + y] = in[y * width + x] = (float)(y * width + x);
    Device<float> din(in), out(in.size());
    transpose<<<dim3((width + 15) / 16, (height + 15) / 16), dim3(TILE, TILE)>>>(din, out, width, height);
    FINISH();
    match("transposed", out.host(), want);
    return verdict();
}
