// about: cudaMallocPitch, cudaMemset2D, cudaMemcpy2D in all directions, rows addressed through the pitch
#include "../common/test.h"

__global__ void transform(char *base, size_t pitch, int width, int height) {
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x < width && y < height) {
        int *row = (int *)(base + y * pitch);
        row[x] = row[x] * 2 + y;
    }
}

int main() {
    const int width = 50, height = 21;
    int *a, *b;
    size_t pitch_a, pitch_b;
    CUDA(cudaMallocPitch(&a, &pitch_a, width * sizeof(int), height));
    CUDA(cudaMallocPitch(&b, &pitch_b, (width + 100) * sizeof(int), height));
    EXPECT(pitch_a >= width * sizeof(int) && pitch_a % sizeof(int) == 0);
    CUDA(cudaMemset2D(a, pitch_a, 0, width * sizeof(int), height));
    CUDA(cudaMemset2D(b, pitch_b, 0x11, (width + 100) * sizeof(int), height));

    // A window of a wider host image.
    const int wide = 64;
    std::vector<int> image(wide * height), want(width * height), got(width * height, -1);
    for (int i = 0; i < wide * height; i++)
        image[i] = i;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            want[y * width + x] = x < 30 && y < 20 ? image[(y + 1) * wide + x + 3] * 2 + y : y;
    CUDA(cudaMemcpy2D(a, pitch_a, &image[wide + 3], wide * sizeof(int), 30 * sizeof(int), 20, cudaMemcpyHostToDevice));
    transform<<<dim3(2, 3), dim3(32, 8)>>>((char *)a, pitch_a, width, height);
    FINISH();
    CUDA(cudaMemcpy2D(b + 7, pitch_b, a, pitch_a, width * sizeof(int), height, cudaMemcpyDeviceToDevice));
    CUDA(cudaMemcpy2D(got.data(), width * sizeof(int), b + 7, pitch_b, width * sizeof(int), height, cudaMemcpyDeviceToHost));
    match("window", got, want);
    int border[2];
    CUDA(cudaMemcpy(&border[0], b + 6, sizeof(int), cudaMemcpyDeviceToHost));
    CUDA(cudaMemcpy(&border[1], b + 7 + width, sizeof(int), cudaMemcpyDeviceToHost));
    EXPECT(border[0] == 0x11111111 && border[1] == 0x11111111);
    CUDA(cudaFree(a));
    CUDA(cudaFree(b));
    return verdict();
}
