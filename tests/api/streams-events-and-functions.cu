// about: what streams, events, kernels and managed memory tell about themselves
#include "../common/test.h"

#if CUDART_VERSION < 13000
// What CUDA 13 calls by the plain name.
#define cudaMemAdvise cudaMemAdvise_v2
#define cudaMemPrefetchAsync cudaMemPrefetchAsync_v2
#endif

__global__ void three(int *p, double, char) { p[0]++; }
__global__ void shared(int *p) {
    __shared__ int values[256];
    values[threadIdx.x] = p[threadIdx.x];
    __syncthreads();
    p[threadIdx.x] = values[255 - threadIdx.x];
}

static void streams(cudaStream_t first, cudaStream_t second) {
    unsigned long long ids[3] = {};
    int device = -1;
    CUDA(cudaStreamGetId(first, &ids[0]));
    CUDA(cudaStreamGetId(second, &ids[1]));
    CUDA(cudaStreamGetId(first, &ids[2]));
    EXPECT(ids[0] != ids[1] && ids[0] == ids[2]);
    CUDA(cudaStreamGetDevice(first, &device));
    match("device of a stream", device, 0);
    GIVES(cudaErrorInvalidValue, cudaStreamGetId(first, nullptr));
}

static void events(cudaStream_t stream) {
    cudaEvent_t start, end;
    float milliseconds = -1;
    Device<int> memory(1);
    CUDA(cudaEventCreate(&start));
    CUDA(cudaEventCreate(&end));
    CUDA(cudaEventRecordWithFlags(start, stream, cudaEventRecordDefault));
    three<<<1, 1, 0, stream>>>(memory, 0, 0);
    CUDA(cudaEventRecordWithFlags(end, stream, cudaEventRecordDefault));
    CUDA(cudaEventSynchronize(end));
#if CUDART_VERSION < 13000
    CUDA(cudaEventElapsedTime_v2(&milliseconds, start, end));
#else
    CUDA(cudaEventElapsedTime(&milliseconds, start, end));
#endif
    EXPECT(milliseconds >= 0);
    match("the kernel ran", memory.host()[0], 1);
    CUDA(cudaEventDestroy(start));
    CUDA(cudaEventDestroy(end));
}

static void functions() {
    size_t alone = 0, shares = 0;
    CUDA(cudaOccupancyAvailableDynamicSMemPerBlock(&alone, shared, 1, 256));
    CUDA(cudaOccupancyAvailableDynamicSMemPerBlock(&shares, shared, 2, 256));
    EXPECT(alone >= shares && shares > 0);
    GIVES(cudaErrorInvalidValue, cudaOccupancyAvailableDynamicSMemPerBlock(&alone, shared, 0, 256));
    cudaChannelFormatDesc format = cudaCreateChannelDesc(32, 16, 8, 0, cudaChannelFormatKindUnsigned);
    EXPECT(format.x == 32 && format.y == 16 && format.z == 8 && format.w == 0);
    EXPECT(format.f == cudaChannelFormatKindUnsigned);
}

static void managed(cudaStream_t stream) {
    int *memory = nullptr, read_mostly = -1;
    CUDA(cudaMallocManaged(&memory, 4096));
    memory[0] = 4;
    cudaMemLocation device = {cudaMemLocationTypeDevice, 0}, missing = {cudaMemLocationTypeDevice, 99};
    CUDA(cudaMemAdvise(memory, 4096, cudaMemAdviseSetReadMostly, device));
    CUDA(cudaMemRangeGetAttribute(&read_mostly, sizeof(int), cudaMemRangeAttributeReadMostly, memory, 4096));
    match("read mostly", read_mostly, 1);
    CUDA(cudaMemPrefetchAsync(memory, 4096, device, 0, stream));
    GIVES(cudaErrorInvalidDevice, cudaMemPrefetchAsync(memory, 4096, missing, 0, stream));
    CUDA(cudaStreamAttachMemAsync(stream, memory, 0, cudaMemAttachSingle));
    three<<<1, 1, 0, stream>>>(memory, 0, 0);
    CUDA(cudaStreamSynchronize(stream));
    match("managed", memory[0], 5);
    GIVES(cudaErrorInvalidValue, cudaStreamAttachMemAsync(stream, memory, 0, 77));
    CUDA(cudaFree(memory));
}

int main() {
    cudaStream_t first, second;
    CUDA(cudaStreamCreate(&first));
    CUDA(cudaStreamCreate(&second));
    streams(first, second);
    events(first);
    functions();
    managed(first);
    CUDA(cudaStreamDestroy(first));
    CUDA(cudaStreamDestroy(second));
    return verdict();
}
