// about: printf with formats and strings that are not constants, and the order of what a thread prints
#include "../common/test.h"

__device__ const char *names[] = {"zero", "one", "two"};
__device__ char changing[] = "x=%d\n";

__global__ void dynamic(int count) {
    for (int i = 0; i < count; i++)
        printf(i % 2 ? "%s is %d\n" : "%-6s|%3d|\n", names[i], i);
    changing[0] = 'y';
    printf(changing, printf("no arguments\n"));
    char local[8] = "local";
    local[0] = 'L';
    printf("%s %s %c %5.1f%% %lld %hd %x %*d\n", local, (const char *)nullptr, 'q', 12.25, -(1ll << 40), (short)-3,
           255u, 5, 42);
}

__global__ void ordered(int *sums) {
    // A thread's own texts stay in order.
    for (int i = 0; i < 3; i++)
        if (threadIdx.x == 40)
            printf("thread %d text %d\n", threadIdx.x, i);
    __syncthreads();
    sums[threadIdx.x] = threadIdx.x;
}

int main() {
    Device<int> sums(64);
    dynamic<<<1, 1>>>(3);
    FINISH();
    ordered<<<1, 64>>>(sums);
    FINISH();
    match("last", sums.host()[63], 63);
    return verdict();
}
