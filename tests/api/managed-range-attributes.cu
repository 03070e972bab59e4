// about: advice and prefetches of managed memory can be asked back, for ranges that have one answer
#include "../common/test.h"

static int number(cudaMemRangeAttribute attribute, void *start, size_t bytes) {
    int value = 99;
    CUDA(cudaMemRangeGetAttribute(&value, sizeof value, attribute, start, bytes));
    return value;
}

// Since CUDA 13 a place is a structure.
#if CUDART_VERSION < 13000
static cudaError_t advise(void *memory, size_t bytes, cudaMemoryAdvise advice, int device) {
    return cudaMemAdvise(memory, bytes, advice, device);
}
static cudaError_t prefetch(void *memory, size_t bytes, int device) {
    return cudaMemPrefetchAsync(memory, bytes, device, 0);
}
#else
static cudaMemLocation place(int device) {
    return {device < 0 ? cudaMemLocationTypeHost : cudaMemLocationTypeDevice, device < 0 ? 0 : device};
}
static cudaError_t advise(void *memory, size_t bytes, cudaMemoryAdvise advice, int device) {
    return cudaMemAdvise(memory, bytes, advice, place(device));
}
static cudaError_t prefetch(void *memory, size_t bytes, int device) {
    return cudaMemPrefetchAsync(memory, bytes, place(device), 0, 0);
}
#endif

int main() {
    char *memory;
    const size_t page = 1 << 16, bytes = 4 * page;
    CUDA(cudaMallocManaged(&memory, bytes));
    EXPECT(number(cudaMemRangeAttributeReadMostly, memory, bytes) == 0);
    EXPECT(number(cudaMemRangeAttributePreferredLocation, memory, bytes) == cudaInvalidDeviceId);
    CUDA(advise(memory, 2 * page, cudaMemAdviseSetReadMostly, 0));
    EXPECT(number(cudaMemRangeAttributeReadMostly, memory, 2 * page) == 1);
    EXPECT(number(cudaMemRangeAttributeReadMostly, memory, bytes) == 0);
    CUDA(advise(memory, page, cudaMemAdviseUnsetReadMostly, 0));
    EXPECT(number(cudaMemRangeAttributeReadMostly, memory + page, page) == 1);

    CUDA(advise(memory, bytes, cudaMemAdviseSetPreferredLocation, cudaCpuDeviceId));
    EXPECT(number(cudaMemRangeAttributePreferredLocation, memory + page, page) == cudaCpuDeviceId);
    CUDA(advise(memory, page, cudaMemAdviseSetPreferredLocation, 0));
    EXPECT(number(cudaMemRangeAttributePreferredLocation, memory, page) == 0);
    EXPECT(number(cudaMemRangeAttributePreferredLocation, memory, bytes) == cudaInvalidDeviceId);

    CUDA(advise(memory, bytes, cudaMemAdviseSetAccessedBy, 0));
    CUDA(advise(memory, page, cudaMemAdviseSetAccessedBy, cudaCpuDeviceId));
    int devices[3] = {7, 7, 7}, last = 7;
    CUDA(cudaMemRangeGetAttribute(devices, sizeof devices, cudaMemRangeAttributeAccessedBy, memory, bytes));
    EXPECT(devices[0] == 0 && devices[1] == cudaInvalidDeviceId && devices[2] == cudaInvalidDeviceId);

    CUDA(prefetch(memory, bytes, 0));
    CUDA(cudaDeviceSynchronize());
    void *places[2] = {devices, &last};
    size_t sizes[2] = {8, 4};
    cudaMemRangeAttribute which[2] = {cudaMemRangeAttributeAccessedBy, cudaMemRangeAttributeLastPrefetchLocation};
    CUDA(cudaMemRangeGetAttributes(places, sizes, which, 2, memory, page));
    EXPECT((devices[0] == 0 || devices[1] == 0) && devices[0] + devices[1] == -1 && last == 0);

    int value;
    GIVES(cudaErrorInvalidValue, cudaMemRangeGetAttribute(&value, 8, cudaMemRangeAttributeReadMostly, memory, bytes));
    GIVES(cudaErrorInvalidValue, cudaMemRangeGetAttribute(&value, 4, (cudaMemRangeAttribute)77, memory, bytes));
    GIVES(cudaErrorInvalidValue, cudaMemRangeGetAttribute(&value, 4, cudaMemRangeAttributeReadMostly, &value, 4));
    CUDA(cudaFree(memory));
    return verdict();
}
