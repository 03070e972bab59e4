// about: handles of kernels launch, and batches copy
#include "../common/test.h"

__global__ void add(int *p, int v) { *p += v; }

// Since CUDA 13 the sources are constant and the number of the copy that failed is no more told.
static cudaError_t batch(void **targets, void **sources, size_t *sizes, size_t count, cudaMemcpyAttributes *attributes,
    size_t *first, size_t kinds, size_t *failed, cudaStream_t stream) {
#if CUDART_VERSION < 13000
    return cudaMemcpyBatchAsync(targets, sources, sizes, count, attributes, first, kinds, failed, stream);
#else
    *failed = SIZE_MAX;
    return cudaMemcpyBatchAsync((const void **)targets, (const void **)sources, sizes, count, attributes, first, kinds, stream);
#endif
}

int main() {
    cudaKernel_t kernel;
    CUDA(cudaGetKernel(&kernel, add));
    Device<int> memory(4);
    int *p = memory.get(), v = 5;
    void *arguments[] = {&p, &v};
    CUDA(cudaLaunchKernel((const void *)kernel, 1, 1, arguments));
    cudaFunction_t function;
    CUDA(cudaGetFuncBySymbol(&function, (const void *)add));
    FINISH();
    EXPECT(memory.host()[0] == 5);
    GIVES(cudaErrorInvalidDeviceFunction, cudaGetKernel(&kernel, (const void *)&memory));

    cudaStream_t stream;
    CUDA(cudaStreamCreate(&stream));
    int from[4] = {1, 2, 3, 4}, to[2] = {};
    void *targets[] = {p, p + 2, to}, *sources[] = {from, from + 2, p + 1};
    size_t sizes[] = {8, 8, 8}, first = 0, failed = 99;
    cudaMemcpyAttributes attributes = {};
    attributes.srcAccessOrder = cudaMemcpySrcAccessOrderStream;
    CUDA(batch(targets, sources, sizes, 3, &attributes, &first, 1, &failed, stream));
    CUDA(cudaStreamSynchronize(stream));
    match("copied", memory.host(), std::vector<int>{1, 2, 3, 4});
    EXPECT(to[0] == 2 && to[1] == 3);
    first = 1;
    GIVES(cudaErrorInvalidValue, batch(targets, sources, sizes, 3, &attributes, &first, 1, &failed, stream));
    EXPECT(failed == SIZE_MAX);
    return verdict();
}
