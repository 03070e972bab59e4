// For programs whose kernel is supposed to fail: what the host sees of it, and that host memory is as it was.
#pragma once

#include "test.h"

// Bytes around which a wild store could go: checked at the end.
static unsigned char canary[8192];

// Runs `launch`, which enqueues the failing kernel, and checks that the error arrives, stays, and harms nothing else.
template <class Launch> int faults_with(cudaError_t code, Launch launch) {
    memset(canary, 0xa5, sizeof canary);
    int *other = nullptr, host = 0;
    CUDA(cudaMalloc(&other, 1 << 20));
    CUDA(cudaDeviceSynchronize());
    launch();
    GIVES(code, cudaDeviceSynchronize());
    GIVES(code, cudaGetLastError());
    // Sticky: no call on this device works any more.
    GIVES(code, cudaMemcpy(&host, other, sizeof host, cudaMemcpyDeviceToHost));
    GIVES(code, cudaMalloc(&other, 16));
    GIVES(code, cudaGetLastError());
    GIVES(code, cudaDeviceSynchronize());
    for (unsigned char byte : canary)
        EXPECT(byte == 0xa5);
    return verdict();
}
