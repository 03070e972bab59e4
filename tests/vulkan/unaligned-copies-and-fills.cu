// about: copies and fills of all small sizes at all alignments, of rows, and of more bytes than are staged at once
#include "../common/test.h"
#include <cstring>

typedef std::vector<unsigned char> Bytes;

int main() {
    Random random(1);
    Bytes mirror(4096);
    for (auto &byte : mirror)
        byte = random.next();
    unsigned char *device;
    CUDA(cudaMalloc(&device, mirror.size()));
    CUDA(cudaMemcpy(device, mirror.data(), mirror.size(), cudaMemcpyHostToDevice));
    for (int start = 0; start < 5; start++)
        for (int bytes = 0; bytes < 13; bytes++) {
            int at = 64 * (start * 13 + bytes) % 4000;
            CUDA(cudaMemset(device + at + start, bytes + 1, bytes));
            memset(mirror.data() + at + start, bytes + 1, bytes);
            Bytes few(bytes, 200 + start);
            CUDA(cudaMemcpy(device + at + 24 + start, few.data(), bytes, cudaMemcpyHostToDevice));
            memcpy(mirror.data() + at + 24 + start, few.data(), bytes);
            CUDA(cudaMemcpy(device + at + 40 + start, device + at + start, bytes, cudaMemcpyDeviceToDevice));
            memcpy(mirror.data() + at + 40 + start, mirror.data() + at + start, bytes);
        }
    // Bytes that are copied to where they are: nothing, and no misuse of Vulkan.
    CUDA(cudaMemcpy(device + 77, device + 77, 100, cudaMemcpyDeviceToDevice));
    CUDA(cudaMemset2D(device + 1001, 50, 7, 33, 5));
    for (int row = 0; row < 5; row++)
        memset(mirror.data() + 1001 + 50 * row, 7, 33);
    Bytes image(20 * 8);
    for (auto &byte : image)
        byte = random.next();
    CUDA(cudaMemcpy2D(device + 2003, 31, image.data(), 20, 17, 8, cudaMemcpyHostToDevice));
    for (int row = 0; row < 8; row++)
        memcpy(mirror.data() + 2003 + 31 * row, image.data() + 20 * row, 17);
    Bytes back(mirror.size());
    CUDA(cudaMemcpy(back.data(), device, back.size(), cudaMemcpyDeviceToHost));
    EXPECT(back == mirror);
    Bytes rows(17 * 8), want(17 * 8);
    CUDA(cudaMemcpy2D(rows.data(), 17, device + 2003, 31, 17, 8, cudaMemcpyDeviceToHost));
    for (int row = 0; row < 8; row++)
        memcpy(want.data() + 17 * row, image.data() + 20 * row, 17);
    EXPECT(rows == want);

    // Several pieces up, between two allocations, and down.
    const size_t large = (33 << 20) + 5;
    Bytes from(large), to(large);
    for (size_t i = 0; i < large; i++)
        from[i] = i * 2654435761u >> 13;
    unsigned char *first, *second;
    CUDA(cudaMalloc(&first, large));
    CUDA(cudaMalloc(&second, large));
    CUDA(cudaMemcpy(first, from.data(), large, cudaMemcpyHostToDevice));
    CUDA(cudaMemcpy(second, first, large, cudaMemcpyDeviceToDevice));
    CUDA(cudaMemcpy(to.data(), second, large, cudaMemcpyDeviceToHost));
    EXPECT(to == from);
    CUDA(cudaFree(first));
    CUDA(cudaFree(second));
    return verdict();
}
