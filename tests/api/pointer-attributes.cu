// about: cudaPointerGetAttributes tells device, pinned, managed and unknown memory apart, also in the middle of a block
#include "../common/test.h"

void show(const char *name, const void *p) {
    cudaPointerAttributes a;
    memset(&a, 0x55, sizeof a);
    CUDA(cudaPointerGetAttributes(&a, p));
    const char *types[] = {"unregistered", "host", "device", "managed"};
    printf("%s: %s, device %d, device pointer %s, host pointer %s\n", name, types[a.type], a.type == cudaMemoryTypeUnregistered ? 0 : a.device,
           a.devicePointer == nullptr ? "null" : a.devicePointer == p ? "the same" : "another",
           a.hostPointer == nullptr ? "null" : a.hostPointer == p ? "the same" : "another");
}

__device__ int variable;

int main() {
    int *device, *pinned, *managed;
    static int plain[100];
    CUDA(cudaMalloc(&device, 400));
    CUDA(cudaMallocHost(&pinned, 400));
    CUDA(cudaMallocManaged(&managed, 400));
    show("device", device);
    show("middle of device", device + 50);
    show("pinned", pinned);
    show("managed", managed + 3);
    show("plain", plain);
    void *symbol;
    CUDA(cudaGetSymbolAddress(&symbol, variable));
    show("variable", symbol);
    CUDA(cudaFree(device));
    CUDA(cudaFree(managed));
    CUDA(cudaFreeHost(pinned));
    return verdict();
}
