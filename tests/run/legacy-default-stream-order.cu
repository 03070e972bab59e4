// about: the legacy default stream waits for blocking streams and they wait for it; a non-blocking stream does neither
#include "../common/test.h"

__global__ void step(int *v, int factor, int addend) { *v = *v * factor + addend; }

int main() {
    cudaStream_t a, b;
    CUDA(cudaStreamCreate(&a));
    CUDA(cudaStreamCreateWithFlags(&b, cudaStreamNonBlocking));
    Device<int> v(1), w(1);
    int want = 0;
    for (int i = 0; i < 20; i++) {
        step<<<1, 1, 0, a>>>(v, 3, i);
        step<<<1, 1>>>(v, 1, 7); // after everything in a
        step<<<1, 1, 0, a>>>(v, 2, 1); // after the default stream
        step<<<1, 1, 0, cudaStreamLegacy>>>(v, 1, -i);
        step<<<1, 1, 0, b>>>(w, 1, 1);
        want = (((want * 3 + i) + 7) * 2 + 1 - i) % 1000;
        step<<<1, 1, 0, a>>>(v, 1, 0);
        int now;
        CUDA(cudaMemcpy(&now, v, sizeof now, cudaMemcpyDeviceToHost)); // the default stream too
        now %= 1000;
        EXPECT(now == want);
        CUDA(cudaMemcpy(v, &want, sizeof want, cudaMemcpyHostToDevice));
    }
    match("value", want, want);
    CUDA(cudaStreamSynchronize(b));
    match("independent", w.host()[0], 20);
    unsigned flags = 9;
    CUDA(cudaStreamGetFlags(b, &flags));
    match("flags of b", flags, cudaStreamNonBlocking);
    CUDA(cudaStreamGetFlags(a, &flags));
    match("flags of a", flags, cudaStreamDefault);
    CUDA(cudaStreamDestroy(a));
    CUDA(cudaStreamDestroy(b));
    return verdict();
}
