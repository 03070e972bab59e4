// about: a program may fork before its first call: parent and child then have devices of their own
#include "../common/test.h"
#include <sys/wait.h>
#include <unistd.h>

__managed__ int shared_by_nobody = 5;
__device__ int counter = 1;

__global__ void kernel(int *out, int x) {
    *out = x + counter++;
    shared_by_nobody += x;
}

static int compute(int x) {
    Device<int> out(1);
    kernel<<<1, 1>>>(out, x);
    if (cudaDeviceSynchronize() != cudaSuccess)
        return -1;
    return out.host()[0];
}

int main() {
    pid_t children[2];
    for (int i = 0; i < 2; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            shared_by_nobody++;
            _exit(compute(10 * i) == 10 * i + 1 && compute(i) == i + 2 && shared_by_nobody == 6 + 11 * i ? 0 : 1);
        }
    }
    // Not before the forks: in CUDA a use of a managed variable is one of the runtime.
    shared_by_nobody++;
    EXPECT(compute(100) == 101 && compute(100) == 102 && shared_by_nobody == 206);
    for (pid_t child : children) {
        int status = -1;
        EXPECT(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }

    // After its first call a child has no device: its parent's threads do not exist there.
    pid_t late = fork();
    if (late == 0)
        _exit(cudaDeviceSynchronize() == cudaErrorInitializationError ? 0 : 1);
    int status = -1;
    EXPECT(waitpid(late, &status, 0) == late && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    EXPECT(compute(1) == 4);
    return verdict();
}
