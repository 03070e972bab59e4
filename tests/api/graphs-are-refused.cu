// about: CUDA graphs are not there yet: each call says so in its status and, once, on standard error
// only-anywarp: other implementations have graphs
#include "../common/test.h"

int main() {
    cudaStream_t stream;
    CUDA(cudaStreamCreate(&stream));
    for (int i = 0; i < 2; i++)
        GIVES(cudaErrorNotSupported, cudaStreamBeginCapture(stream, cudaStreamCaptureModeGlobal));
    GIVES(cudaErrorNotSupported, cudaGetLastError());
    GIVES(cudaSuccess, cudaGetLastError());
    CUDA(cudaStreamDestroy(stream));
    return verdict();
}
