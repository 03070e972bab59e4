// about: cudaMemset at odd offsets, every kind of cudaMemcpy, cudaMemcpyDefault, overlapping order on one stream
#include "../common/test.h"

int main() {
    const int n = 1000;
    unsigned char *a, *b;
    CUDA(cudaMalloc(&a, n));
    CUDA(cudaMalloc(&b, n));
    std::vector<unsigned char> want(n, 7), got(n), host(n);
    CUDA(cudaMemset(a, 7, n));
    CUDA(cudaMemset(a + 3, 0x1ff, 11)); // only the low byte counts
    std::fill(want.begin() + 3, want.begin() + 14, 0xff);
    for (int i = 0; i < n; i++)
        host[i] = (unsigned char)(i * 7);
    CUDA(cudaMemcpy(a + 501, &host[17], 101, cudaMemcpyHostToDevice));
    std::copy(&host[17], &host[118], want.begin() + 501);
    CUDA(cudaMemcpy(b, a, n, cudaMemcpyDeviceToDevice));
    CUDA(cudaMemcpy(got.data(), b, n, cudaMemcpyDefault));
    match("default", got, want);
    CUDA(cudaMemcpy(b + 1, host.data(), n - 1, cudaMemcpyDefault));
    CUDA(cudaMemcpy(got.data(), b, n, cudaMemcpyDeviceToHost));
    std::copy(host.begin(), host.end() - 1, want.begin() + 1);
    match("to device by default", got, want);
    CUDA(cudaMemcpy(got.data(), host.data(), n, cudaMemcpyHostToHost));
    match("host to host", got, host);
    for (int i = 0; i < 50; i++) {
        CUDA(cudaMemsetAsync(a, i, n));
        CUDA(cudaMemcpyAsync(b + i, a, 500, cudaMemcpyDeviceToDevice));
    }
    CUDA(cudaMemcpy(got.data(), b, n, cudaMemcpyDeviceToHost));
    for (int i = 0; i < 50; i++)
        std::fill(want.begin() + i, want.begin() + i + 500, (unsigned char)i);
    match("in order", got, want);
    CUDA(cudaFree(a));
    CUDA(cudaFree(b));
    CUDA(cudaFree(nullptr));
    return verdict();
}
