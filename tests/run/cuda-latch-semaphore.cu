// about: cuda::latch, counting_semaphore, binary_semaphore and a cuda::barrier in device memory, between warps of a block
#include "../common/test.h"
#include <cuda/barrier>
#include <cuda/latch>
#include <cuda/semaphore>

using device_latch = cuda::latch<cuda::thread_scope_device>;
using device_barrier = cuda::barrier<cuda::thread_scope_device>;
using slots = cuda::counting_semaphore<cuda::thread_scope_device, 3>;

struct Shared {
    device_latch all;
    slots free;
    cuda::binary_semaphore<cuda::thread_scope_device> lock;
    int inside, most, sum, seen[4];
    __device__ Shared(int warps) : all(warps), free(3), lock(1), inside(0), most(0), sum(0) {}
};

__global__ void begin(Shared *shared, int warps) { new (shared) Shared(warps); }

// At most three warps are inside; the sum is changed under a lock, and read when all have been there.
__global__ void enter(Shared *shared) {
    if (threadIdx.x % 32 != 0)
        return;
    int warp = threadIdx.x / 32;
    shared->free.acquire();
    atomicMax(&shared->most, atomicAdd(&shared->inside, 1) + 1);
    shared->lock.acquire();
    *(volatile int *)&shared->sum = *(volatile int *)&shared->sum + 1 + warp;
    shared->lock.release();
    atomicSub(&shared->inside, 1);
    shared->free.release();
    shared->all.arrive_and_wait();
    shared->seen[warp] = shared->sum;
}

// One warp counts down what another waits for.
__global__ void countdown(int *out) {
    __shared__ alignas(8) char room[sizeof(cuda::latch<cuda::thread_scope_block>)];
    __shared__ int data[32];
    auto *done = reinterpret_cast<cuda::latch<cuda::thread_scope_block> *>(room);
    if (threadIdx.x == 0)
        new (done) cuda::latch<cuda::thread_scope_block>(32);
    __syncthreads();
    int lane = threadIdx.x % 32;
    if (threadIdx.x < 32) {
        data[lane] = lane * lane;
        done->count_down();
    } else {
        done->wait();
        out[lane] = data[31 - lane] + done->try_wait();
    }
}

__global__ void start(device_barrier *barrier, int threads) { new (barrier) device_barrier(threads); }

__global__ void rounds(device_barrier *barrier, int *cells, int n) {
    int i = threadIdx.x;
    for (int round = 0; round < 3; round++) {
        int value = cells[round * n + (i + 5) % n];
        cells[(round + 1) * n + i] = value + round + 1;
        barrier->arrive_and_wait();
    }
}

int main() {
    const int warps = 4, n = 2 * 32;
    Shared *shared;
    CUDA(cudaMalloc(&shared, sizeof(Shared)));
    begin<<<1, 1>>>(shared, warps);
    enter<<<1, 32 * warps>>>(shared);
    Device<int> out(32);
    countdown<<<1, 64>>>(out);
    device_barrier *barrier;
    CUDA(cudaMalloc(&barrier, sizeof(device_barrier)));
    std::vector<int> first(4 * n);
    for (int i = 0; i < n; i++)
        first[i] = i * 3;
    Device<int> cells(first);
    start<<<1, 1>>>(barrier, n);
    rounds<<<1, 64>>>(barrier, cells, n);
    FINISH();
    alignas(Shared) static char room[sizeof(Shared)];
    CUDA(cudaMemcpy(room, shared, sizeof(Shared), cudaMemcpyDeviceToHost));
    const Shared &end = *reinterpret_cast<Shared *>(room);
    EXPECT(end.most >= 1 && end.most <= 3);
    match("sums", std::vector<int>(end.seen, end.seen + warps), std::vector<int>(warps, 10));
    std::vector<int> want(32), last;
    for (int lane = 0; lane < 32; lane++)
        want[lane] = (31 - lane) * (31 - lane) + 1;
    match("countdown", out.host(), want);
    for (int round = 0; round < 3; round++)
        for (int i = 0; i < n; i++)
            first[(round + 1) * n + i] = first[round * n + (i + 5) % n] + round + 1;
    match("rounds", cells.host(), first);
    CUDA(cudaFree(shared));
    CUDA(cudaFree(barrier));
    return verdict();
}
