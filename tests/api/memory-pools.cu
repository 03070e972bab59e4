// about: memory pools: the device's own, one of the program's with a limit, accounting, settings, access
#include "../common/test.h"

static unsigned long long number(cudaMemPool_t pool, cudaMemPoolAttr attribute) {
    unsigned long long value = ~0ull;
    CUDA(cudaMemPoolGetAttribute(pool, attribute, &value));
    return value;
}

int main() {
    int device = 0, supported = 0, flag = -1;
    CUDA(cudaDeviceGetAttribute(&supported, cudaDevAttrMemoryPoolsSupported, device));
    match("supported", supported, 1);
    cudaMemPool_t own, chosen, mine;
    CUDA(cudaDeviceGetDefaultMemPool(&own, device));
    CUDA(cudaDeviceGetMemPool(&chosen, device));
    match("the device's own is chosen", chosen == own, 1);
    GIVES(cudaErrorInvalidDevice, cudaDeviceGetDefaultMemPool(&own, 99));
    GIVES(cudaErrorInvalidValue, cudaMemPoolDestroy(own));

    unsigned long long keep = ~0ull, zero = 0;
    CUDA(cudaMemPoolSetAttribute(own, cudaMemPoolAttrReleaseThreshold, &keep));
    match("threshold", number(own, cudaMemPoolAttrReleaseThreshold) == keep, 1);
    CUDA(cudaMemPoolGetAttribute(own, cudaMemPoolReuseAllowOpportunistic, &flag));
    match("reuse", flag, 1);

    cudaStream_t stream;
    CUDA(cudaStreamCreate(&stream));
    char *a, *b;
    CUDA(cudaMallocAsync(&a, 1000, stream));
    CUDA(cudaMallocAsync(&b, 500, stream));
    match("used", number(own, cudaMemPoolAttrUsedMemCurrent) >= 1500, 1);
    CUDA(cudaMemsetAsync(a, 7, 1000, stream));
    CUDA(cudaFreeAsync(a, stream));
    CUDA(cudaFreeAsync(b, stream));
    CUDA(cudaStreamSynchronize(stream));
    match("used at the end", number(own, cudaMemPoolAttrUsedMemCurrent), 0);
    match("most", number(own, cudaMemPoolAttrUsedMemHigh) >= 1500, 1);
    CUDA(cudaMemPoolSetAttribute(own, cudaMemPoolAttrUsedMemHigh, &zero));
    match("most after it was put back", number(own, cudaMemPoolAttrUsedMemHigh), 0);
    CUDA(cudaMemPoolTrimTo(own, 0));

    cudaMemPoolProps props = {};
    props.allocType = cudaMemAllocationTypePinned;
    props.location.type = cudaMemLocationTypeDevice;
    props.location.id = device;
    props.maxSize = 64 << 20;
    CUDA(cudaMemPoolCreate(&mine, &props));
    CUDA(cudaMallocFromPoolAsync(&a, 48 << 20, mine, stream));
    GIVES(cudaErrorMemoryAllocation, cudaMallocFromPoolAsync(&b, 48 << 20, mine, stream));
    CUDA(cudaDeviceSetMemPool(device, mine));
    CUDA(cudaMallocAsync(&b, 1 << 20, stream));
    match("used of mine", number(mine, cudaMemPoolAttrUsedMemCurrent) >= (49 << 20), 1);
    match("used of the device's", number(own, cudaMemPoolAttrUsedMemCurrent), 0);
    cudaMemAccessFlags flags;
    CUDA(cudaMemPoolGetAccess(&flags, mine, &props.location));
    match("access", flags, cudaMemAccessFlagsProtReadWrite);
    cudaMemAccessDesc access = {props.location, cudaMemAccessFlagsProtReadWrite};
    CUDA(cudaMemPoolSetAccess(mine, &access, 1));
    CUDA(cudaFreeAsync(a, stream));
    CUDA(cudaFreeAsync(b, stream));
    CUDA(cudaStreamSynchronize(stream));
    CUDA(cudaMemPoolDestroy(mine));
    CUDA(cudaDeviceGetMemPool(&chosen, device));
    match("the device's own is chosen again", chosen == own, 1);
    CUDA(cudaStreamDestroy(stream));
    return verdict();
}
