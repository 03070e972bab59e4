// about: functions of the host that call device functions where only the device half sees it
#include <cstdio>
#include <cstdlib>

#ifdef __CUDA_ARCH__
#define GIVE_UP() __trap()
#define COUNT(x) __popc(x)
#define ADD(p, x) atomicAdd(p, x)
#define FENCE() __threadfence()
#else
#define GIVE_UP() abort()
#define COUNT(x) __builtin_popcount(x)
#define ADD(p, x) (*(p) += (x))
#define FENCE()
#endif

// Of the host alone, though the macros differ.
static int checked(int x) {
    if (x < 0)
        GIVE_UP();
    return COUNT(x);
}

template <class T> T added(T *p, T x) {
    ADD(p, x);
    FENCE();
    return *p;
}

__host__ __device__ int both(int *p, int x) {
    if (x > 1000)
        GIVE_UP();
    ADD(p, COUNT(x));
    return x;
}

__global__ void k(int *p) { p[threadIdx.x + 1] = both(p, threadIdx.x); }

int main() {
    int *p, sum = 0;
    cudaMallocManaged(&p, 65 * sizeof(int));
    p[0] = checked(0xff);
    added(p, 100);
    k<<<1, 64>>>(p);
    cudaDeviceSynchronize();
    both(p, 7);
    for (int i = 0; i < 65; i++)
        sum += p[i];
    printf("%d %d\nPASS\n", p[0], sum);
}
