// about: Copies within device memory: small, large, at odd addresses, of odd sizes, of rows, onto themselves, between streams.
#include <cstdio>
#include <vector>

static unsigned long long digest(const std::vector<unsigned char> &bytes) {
    unsigned long long sum = 1469598103934665603ull;
    for (unsigned char byte : bytes)
        sum = (sum ^ byte) * 1099511628211ull;
    return sum;
}

int main() {
    const size_t n = (1 << 20) + 77;
    std::vector<unsigned char> host(n), got(n);
    for (size_t i = 0; i < n; i++)
        host[i] = (unsigned char)(i * i >> 7 ^ i);
    unsigned char *from, *to;
    cudaMalloc(&from, n);
    cudaMalloc(&to, n);
    cudaMemcpy(from, host.data(), n, cudaMemcpyHostToDevice);
    auto show = [&](const char *what) {
        cudaMemcpy(got.data(), to, n, cudaMemcpyDeviceToHost);
        printf("%s: %016llx %s\n", what, digest(got), cudaGetErrorString(cudaGetLastError()));
    };
    struct {
        size_t to, from, bytes;
    } parts[] = {{0, 0, n}, {0, 16, 1 << 19}, {32, 48, (1 << 18) + 15}, {3, 5, 1 << 19}, {16, 1, 1 << 18},
                 {64, 64, 100}, {128, 0, (1 << 18) - 1}, {n - (1 << 18), 0, 1 << 18}};
    for (auto part : parts) {
        cudaMemset(to, 0x5a, n);
        cudaMemcpy(to + part.to, from + part.from, part.bytes, cudaMemcpyDeviceToDevice);
        show("part");
    }
    cudaMemset(to, 0xa5, n);
    cudaMemcpy2D(to + 16, 300 << 10, from, 310 << 10, 290 << 10, 3, cudaMemcpyDeviceToDevice);
    show("rows");
    cudaMemcpy(to, to, 1 << 19, cudaMemcpyDeviceToDevice);
    show("onto itself");
    cudaStream_t stream;
    cudaStreamCreate(&stream);
    for (int i = 0; i < 4; i++) {
        cudaMemcpyAsync(to + 1024 * i, from + 512 * i, 1 << 19, cudaMemcpyDeviceToDevice, stream);
        cudaMemsetAsync(to + 2048 * i, i, 777, stream);
    }
    cudaStreamSynchronize(stream);
    show("in a stream");
    puts(cudaDeviceSynchronize() == cudaSuccess ? "PASS" : "FAIL");
}
