// about: cuda::atomic and atomic_ref: every operation, type, order and scope; waiting; fences
#include "../common/test.h"
#include <cuda/atomic>

template <class T> struct Cells {
    T sum, least, most, bits[3], swapped, exchanged, loops;
};

// Every operation once for each thread, with the order that `which` chooses.
template <class T, cuda::thread_scope Scope> __device__ void integers(Cells<T> *cells, int i) {
    const cuda::std::memory_order orders[] = {cuda::memory_order_relaxed, cuda::memory_order_acquire,
        cuda::memory_order_release, cuda::memory_order_acq_rel, cuda::memory_order_seq_cst};
    using Ref = cuda::atomic_ref<T, Scope>;
    switch (i % 5) {
#define WITH(order) \
    Ref(cells->sum).fetch_add((T)i, order); \
    Ref(cells->least).fetch_min((T)(1000 - i), order); \
    Ref(cells->most).fetch_max((T)i, order); \
    Ref(cells->bits[0]).fetch_and((T) ~((T)1 << i % 31), order); \
    Ref(cells->bits[1]).fetch_or((T)1 << i % 31, order); \
    Ref(cells->bits[2]).fetch_xor((T)i, order); \
    Ref(cells->loops).fetch_sub((T)1, order);
    case 0: WITH(cuda::memory_order_relaxed) break;
    case 1: WITH(cuda::memory_order_acquire) break;
    case 2: WITH(cuda::memory_order_release) break;
    case 3: WITH(cuda::memory_order_acq_rel) break;
    default: WITH(cuda::memory_order_seq_cst) break;
#undef WITH
    }
    T seen = Ref(cells->swapped).load(cuda::memory_order_acquire);
    while (!Ref(cells->swapped).compare_exchange_weak(seen, seen + 2, orders[3], orders[1]))
        ;
    T expected = 0;
    if (Ref(cells->exchanged).compare_exchange_strong(expected, (T)77))
        Ref(cells->exchanged).store(Ref(cells->exchanged).exchange((T)78) + 1, cuda::memory_order_release);
}

template <class T> __device__ void floats(Cells<T> *cells, int i) {
    cuda::atomic_ref<T, cuda::thread_scope_device> sum(cells->sum), loops(cells->loops), swapped(cells->swapped);
    sum.fetch_add((T)i, cuda::memory_order_relaxed);
    sum.fetch_sub((T)1);
    loops += (T)0.5;
    T seen = swapped.load();
    while (!swapped.compare_exchange_strong(seen, seen + (T)3))
        ;
    if (i == 5)
        cuda::atomic_ref<T>(cells->exchanged).store((T)2.5);
}

struct All {
    Cells<int> i32;
    Cells<unsigned> u32;
    Cells<long long> i64;
    Cells<unsigned long long> u64;
    Cells<float> f32;
    Cells<double> f64;
};

__global__ void operations(All *all) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    integers<int, cuda::thread_scope_device>(&all->i32, i);
    integers<unsigned, cuda::thread_scope_system>(&all->u32, i);
    integers<long long, cuda::thread_scope_device>(&all->i64, i);
    integers<unsigned long long, cuda::thread_scope_system>(&all->u64, i);
    floats(&all->f32, i);
    floats(&all->f64, i);
}

__global__ void in_shared(int *out) {
    __shared__ cuda::atomic<int, cuda::thread_scope_block> count;
    __shared__ Cells<unsigned> cells;
    if (threadIdx.x == 0) {
        new (&count) cuda::atomic<int, cuda::thread_scope_block>(5);
        cells = Cells<unsigned>();
    }
    __syncthreads();
    count++;
    integers<unsigned, cuda::thread_scope_block>(&cells, threadIdx.x);
    __syncthreads();
    if (threadIdx.x == 0) {
        out[0] = count.load();
        out[1] = (int)cells.sum;
        out[2] = (int)cells.swapped;
    }
}

// Each block waits for its turn; the value says whose it is.
__device__ cuda::atomic<unsigned, cuda::thread_scope_device> turn;
__device__ cuda::std::atomic<int> ready;
__device__ int message;

__global__ void turns(unsigned *order) {
    if (threadIdx.x == 0) {
        unsigned now;
        while ((now = turn.load(cuda::memory_order_acquire)) != blockIdx.x)
            turn.wait(now, cuda::memory_order_acquire);
        order[blockIdx.x] = now * 7;
        turn.fetch_add(1, cuda::memory_order_release);
        turn.notify_all();
    }
}

// Release and acquire by fences.
__global__ void messages(int *out) {
    if (blockIdx.x == 0) {
        if (threadIdx.x == 0) {
            message = 4711;
            cuda::atomic_thread_fence(cuda::memory_order_release, cuda::thread_scope_device);
            ready.store(1, cuda::std::memory_order_relaxed);
        }
    } else if (threadIdx.x == 0) {
        while (ready.load(cuda::std::memory_order_relaxed) == 0)
            ;
        cuda::atomic_thread_fence(cuda::memory_order_acquire, cuda::thread_scope_device);
        out[blockIdx.x - 1] = message;
    }
}

template <class T> void check(const char *name, const Cells<T> &cells, int n, bool whole) {
    T sum = 0, bits = 0;
    for (int i = 0; i < n; i++) {
        sum += (T)i;
        if (whole)
            bits = (T)((long long)bits ^ i);
    }
    bool good = cells.sum == (whole ? sum : sum - (T)n) && cells.swapped == (T)((whole ? 2 : 3) * n);
    if (whole)
        good &= cells.least == (T)(1000 - n + 1) && cells.most == (T)(n - 1) && cells.bits[2] == bits &&
            cells.bits[0] == 0 && cells.bits[1] == (T)0x7fffffff && cells.loops == (T)0 - (T)n &&
            cells.exchanged == (T)78;
    else
        good &= cells.loops == (T)(0.5 * n) && cells.exchanged == (T)2.5;
    if (!good) {
        printf("wrong: %s\n", name);
        failures++;
    }
}

int main() {
    const int n = 3 * 64;
    All start;
    memset(&start, 0, sizeof start);
    start.i32.least = start.u32.least = start.i64.least = start.u64.least = 2000;
    start.i32.bits[0] = start.u32.bits[0] = start.i64.bits[0] = start.u64.bits[0] = 0x7fffffff;
    Device<All> all(std::vector<All>{start});
    Device<int> shared(3), got(3);
    Device<unsigned> order(6);
    operations<<<3, 64>>>(all);
    in_shared<<<1, 48>>>(shared);
    turns<<<6, 32>>>(order);
    messages<<<4, 32>>>(got);
    FINISH();
    All end = all.host()[0];
    check("int", end.i32, n, true);
    check("unsigned", end.u32, n, true);
    check("long long", end.i64, n, true);
    check("unsigned long long", end.u64, n, true);
    check("float", end.f32, n, false);
    check("double", end.f64, n, false);
    match("in shared memory", shared.host(), std::vector<int>{53, 48 * 47 / 2, 96});
    match("turns", order.host(), std::vector<unsigned>{0, 7, 14, 21, 28, 35});
    match("messages", got.host(), std::vector<int>(3, 4711));
    return verdict();
}
