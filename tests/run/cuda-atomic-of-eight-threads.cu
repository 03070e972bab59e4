// about: cuda::atomic, cuda::atomic_ref and cuda::barrier in blocks of eight threads, which every device runs side by side
#include "../common/test.h"
#include <cuda/atomic>
#include <cuda/barrier>

using block_barrier = cuda::barrier<cuda::thread_scope_block>;
const int N = 8;

struct Numbers {
    cuda::atomic<int, cuda::thread_scope_device> sum, least, most, swapped;
    cuda::atomic<unsigned, cuda::thread_scope_system> bits;
    cuda::atomic<unsigned long long, cuda::thread_scope_block> wide;
    float small;
    double large;
};

__global__ void atomics(Numbers *n, int *old) {
    int i = threadIdx.x;
    n->sum.fetch_add(i + 1);
    n->sum += 10;
    n->least.fetch_min(-i, cuda::memory_order_relaxed);
    n->most.fetch_max(i * 3, cuda::memory_order_acq_rel);
    n->bits.fetch_or(1u << i, cuda::memory_order_release);
    n->wide.fetch_sub(1ull << 33);
    cuda::atomic_ref<float, cuda::thread_scope_device>(n->small).fetch_add(0.5f);
    cuda::atomic_ref<double, cuda::thread_scope_device> large(n->large);
    double seen = large.load(cuda::memory_order_acquire);
    while (!large.compare_exchange_weak(seen, seen + i))
        ;
    int none = 0;
    old[i] = n->swapped.compare_exchange_strong(none, 77);
    __syncthreads();
    cuda::atomic_thread_fence(cuda::memory_order_seq_cst, cuda::thread_scope_device);
    if (i == 3) {
        old[N] = n->swapped.exchange(78);
        old[N + 1] = n->swapped.load();
        n->swapped.store(79);
    }
}

// Every phase, each thread reads what another wrote in the phase before.
__global__ void phases(int *out, int count) {
    __shared__ int cells[2][N];
    __shared__ block_barrier barrier;
    int i = threadIdx.x;
    if (i == 0)
        init(&barrier, N);
    cells[0][i] = i;
    __syncthreads();
    for (int phase = 0; phase < count; phase++) {
        int next = cells[phase & 1][(i + 1) % N] * 3 + phase;
        block_barrier::arrival_token token = barrier.arrive();
        cells[(phase + 1) & 1][i] = next;
        barrier.wait(std::move(token));
        barrier.arrive_and_wait();
    }
    out[i] = cells[count & 1][i];
    if (i >= N / 2) {
        barrier.arrive_and_drop();
        return;
    }
    barrier.arrive_and_wait();
    barrier.arrive_and_wait();
    out[N + i] = cells[count & 1][i + N / 2];
}

int main() {
    const int count = 5;
    Device<Numbers> numbers(1);
    Device<int> old(N + 2), out(N + N / 2);
    atomics<<<1, N>>>(numbers, old);
    phases<<<1, N>>>(out, count);
    FINISH();
    std::vector<unsigned char> bytes(sizeof(Numbers));
    CUDA(cudaMemcpy(bytes.data(), numbers.get(), sizeof(Numbers), cudaMemcpyDeviceToHost));
    int ints[4];
    memcpy(ints, bytes.data(), sizeof ints);
    match("numbers", std::vector<int>(ints, ints + 4), std::vector<int>{36 + 80, 1 - N, 3 * (N - 1), 79});
    Numbers *n = reinterpret_cast<Numbers *>(bytes.data());
    match("bits", n->bits.load(), 0xff);
    match("wide", (long long)n->wide.load(), -(8ll << 33));
    EXPECT(n->small == 4.0f && n->large == 28.0);
    std::vector<int> winners = old.host(), cells(N), want;
    int won = 0;
    for (int i = 0; i < N; i++)
        won += winners[i];
    match("one of all swaps", won, 1);
    EXPECT(winners[N] == 77 && winners[N + 1] == 78);
    for (int i = 0; i < N; i++)
        cells[i] = i;
    for (int phase = 0; phase < count; phase++) {
        std::vector<int> next(N);
        for (int i = 0; i < N; i++)
            next[i] = cells[(i + 1) % N] * 3 + phase;
        cells = next;
    }
    want = cells;
    want.insert(want.end(), cells.begin() + N / 2, cells.end());
    match("phases", out.host(), want);
    return verdict();
}
