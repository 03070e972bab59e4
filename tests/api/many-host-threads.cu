// about: eight host threads allocate, copy, launch and check at once, each on its own stream and on the default stream
#include "../common/test.h"
#include <atomic>
#include <thread>

__global__ void square(const int *in, int *out, int n, int bias) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n)
        out[i] = in[i] * in[i] + bias;
}

std::atomic<int> wrong;

void work(int id) {
    const int n = 500;
    std::vector<int> in(n), out(n);
    cudaStream_t stream;
    CUDA(cudaStreamCreate(&stream));
    for (int round = 0; round < 20; round++) {
        int *a, *b;
        CUDA(cudaMalloc(&a, n * sizeof(int)));
        CUDA(cudaMalloc(&b, n * sizeof(int)));
        for (int i = 0; i < n; i++)
            in[i] = i + id;
        cudaStream_t where = round % 2 ? stream : 0;
        CUDA(cudaMemcpyAsync(a, in.data(), n * sizeof(int), cudaMemcpyHostToDevice, where));
        square<<<4, 128, 0, where>>>(a, b, n, round);
        CUDA(cudaMemcpyAsync(out.data(), b, n * sizeof(int), cudaMemcpyDeviceToHost, where));
        CUDA(cudaStreamSynchronize(where));
        for (int i = 0; i < n; i++)
            wrong += out[i] != (i + id) * (i + id) + round;
        CUDA(cudaFree(a));
        CUDA(cudaFree(b));
    }
    CUDA(cudaStreamDestroy(stream));
}

int main() {
    std::vector<std::thread> threads;
    for (int id = 0; id < 8; id++)
        threads.emplace_back(work, id);
    for (std::thread &t : threads)
        t.join();
    match("wrong", wrong, 0);
    return verdict();
}
