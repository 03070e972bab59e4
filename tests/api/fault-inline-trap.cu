// about: inline PTX's trap (and brkpt, without a debugger) ends the launch with cudaErrorLaunchFailure
#include "../common/fault.h"

__global__ void stop(int *out) {
    *out = 1;
    if (threadIdx.x == 7)
        asm volatile("trap;");
    if (threadIdx.x == 40)
        asm volatile("brkpt;");
}

int main() {
    int *out;
    CUDA(cudaMalloc(&out, sizeof(int)));
    return faults_with(cudaErrorLaunchFailure, [=] { stop<<<1, 32>>>(out); });
}
