// about: __brkpt() without a debugger ends the launch with cudaErrorLaunchFailure
// only-anywarp: CUDA's documents do not say what a breakpoint does without a debugger
#include "../common/fault.h"

__global__ void stop(int *out) {
    *out = 1;
    if (threadIdx.x == 7)
        __brkpt();
}

int main() {
    int *out;
    CUDA(cudaMalloc(&out, sizeof(int)));
    return faults_with(cudaErrorLaunchFailure, [=] { stop<<<1, 32>>>(out); });
}
