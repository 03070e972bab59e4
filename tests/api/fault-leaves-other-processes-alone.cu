// about: a process whose kernel fails does not disturb another process on the same device
#include "../common/fault.h"
#include <sys/wait.h>
#include <unistd.h>

__global__ void bad(int **p) { **p = 1; }
__global__ void count(int *p) {
    for (int i = 0; i < 100; i++)
        atomicAdd(p, 1);
}

int main() {
    // Fork before the runtime is used: a CUDA context does not survive a fork.
    pid_t child = fork();
    if (child == 0) {
        close(2); // the report is not the subject here
        int **null;
        if (cudaMalloc(&null, 8) != cudaSuccess || cudaMemset(null, 0, 8) != cudaSuccess)
            _exit(1);
        bad<<<1, 1>>>(null);
        _exit(cudaDeviceSynchronize() == cudaErrorIllegalAddress ? 0 : 2);
    }
    Device<int> p(1);
    for (int i = 0; i < 10; i++)
        count<<<2, 32>>>(p.get());
    int status = -1;
    waitpid(child, &status, 0);
    count<<<2, 32>>>(p.get());
    FINISH();
    match("child's status", status, 0);
    match("sum", p.host()[0], 11 * 2 * 32 * 100);
    return verdict();
}
