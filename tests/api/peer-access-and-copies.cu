// about: a device is no peer of itself; copies between devices where both are one; addresses on the PCI bus
#include "../common/test.h"

static void addresses() {
    char address[32] = "", small[4];
    int device = -1;
    CUDA(cudaDeviceGetPCIBusId(address, sizeof address, 0));
    EXPECT(strlen(address) == strlen("0000:00:00.0"));
    CUDA(cudaDeviceGetByPCIBusId(&device, address));
    match("device at its own address", device, 0);
    GIVES(cudaErrorInvalidValue, cudaDeviceGetPCIBusId(small, sizeof small, 0));
    GIVES(cudaErrorInvalidValue, cudaDeviceGetPCIBusId(nullptr, 32, 0));
    GIVES(cudaErrorInvalidDevice, cudaDeviceGetPCIBusId(address, sizeof address, 99));
    GIVES(cudaErrorInvalidDevice, cudaDeviceGetByPCIBusId(&device, "ffff:ff:1f.0"));
}

static void access() {
    int can = -1, value = -1;
    CUDA(cudaDeviceCanAccessPeer(&can, 0, 0));
    match("a device is its own peer", can, 0);
    GIVES(cudaErrorInvalidDevice, cudaDeviceCanAccessPeer(&can, 0, 99));
    GIVES(cudaErrorPeerAccessUnsupported, cudaDeviceEnablePeerAccess(0, 0));
    GIVES(cudaErrorInvalidDevice, cudaDeviceEnablePeerAccess(99, 0));
    GIVES(cudaErrorInvalidValue, cudaDeviceEnablePeerAccess(0, 1));
    GIVES(cudaErrorPeerAccessNotEnabled, cudaDeviceDisablePeerAccess(0));
    GIVES(cudaErrorInvalidDevice, cudaDeviceGetP2PAttribute(&value, cudaDevP2PAttrAccessSupported, 0, 0));
}

int main() {
    addresses();
    access();

    std::vector<int> numbers(4 * 3 * 2);
    for (size_t i = 0; i < numbers.size(); i++)
        numbers[i] = (int)(i * i);
    size_t bytes = numbers.size() * sizeof(int);
    cudaStream_t stream;
    CUDA(cudaStreamCreate(&stream));
    Device<int> from(numbers), to(numbers.size()), later(numbers.size());
    CUDA(cudaMemcpyPeer(to, 0, from, 0, bytes));
    match("cudaMemcpyPeer", to.host(), numbers);
    CUDA(cudaMemcpyPeerAsync(later, 0, from, 0, bytes, stream));
    CUDA(cudaStreamSynchronize(stream));
    match("cudaMemcpyPeerAsync", later.host(), numbers);
    GIVES(cudaErrorInvalidDevice, cudaMemcpyPeer(to, 99, from, 0, bytes));

    // The lower right 2x2 of both layers of 4x3.
    std::vector<int> want(numbers.size());
    for (size_t i = 0; i < numbers.size(); i++)
        if (i % 4 >= 2 && i / 4 % 3 >= 1)
            want[i] = numbers[i];
    cudaMemcpy3DPeerParms box = {};
    box.srcPtr = make_cudaPitchedPtr(from.get(), 4 * sizeof(int), 4 * sizeof(int), 3);
    box.srcPos = box.dstPos = make_cudaPos(2 * sizeof(int), 1, 0);
    box.extent = make_cudaExtent(2 * sizeof(int), 2, 2);
    for (int asynchronous = 0; asynchronous < 2; asynchronous++) {
        Device<int> there(numbers.size());
        box.dstPtr = make_cudaPitchedPtr(there.get(), 4 * sizeof(int), 4 * sizeof(int), 3);
        CUDA(asynchronous ? cudaMemcpy3DPeerAsync(&box, stream) : cudaMemcpy3DPeer(&box));
        CUDA(cudaStreamSynchronize(stream));
        match(asynchronous ? "cudaMemcpy3DPeerAsync" : "cudaMemcpy3DPeer", there.host(), want);
    }
    box.dstDevice = 99;
    GIVES(cudaErrorInvalidDevice, cudaMemcpy3DPeer(&box));
    CUDA(cudaStreamDestroy(stream));
    return verdict();
}
