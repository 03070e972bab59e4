// about: inline PTX: mbarrier in every operation, cp.async.bulk, cp.async.mbarrier.arrive
#include "../common/ptx.h"

enum { N = 64 };

__device__ bool ended(u32 barrier, u64 state) {
    u32 r;
    asm volatile("{ .reg .pred p; mbarrier.test_wait.acquire.cta.shared::cta.b64 p, [%1], %2; selp.u32 %0, 1, 0, p; }"
                 : "=r"(r)
                 : "r"(barrier), "l"(state)
                 : "memory");
    return r;
}
__device__ bool ended_parity(u32 barrier, u32 parity) {
    u32 r;
    asm volatile(
        "{ .reg .pred p; mbarrier.try_wait.parity.shared.b64 p, [%1], %2, 0x989680; selp.u32 %0, 1, 0, p; }"
        : "=r"(r)
        : "r"(barrier), "r"(parity)
        : "memory");
    return r;
}

// One thread goes through the life of a barrier.
__global__ void life(u32 *out) {
    __shared__ u64 object;
    u32 barrier = (u32)__cvta_generic_to_shared(&object), count;
    u64 state, later;
    asm volatile("mbarrier.init.shared.b64 [%0], %1;" ::"r"(barrier), "r"(5) : "memory");
    asm volatile("fence.mbarrier_init.release.cluster;" ::: "memory");
    asm volatile("mbarrier.arrive.shared.b64 %0, [%1];" : "=l"(state) : "r"(barrier) : "memory");
    asm("mbarrier.pending_count.b64 %0, %1;" : "=r"(count) : "l"(state));
    *out++ = count; // 5
    *out++ = ended(barrier, state) * 2 + ended_parity(barrier, 0);
    asm volatile("mbarrier.arrive.noComplete.release.cta.shared.b64 %0, [%1], 2;" : "=l"(later) : "r"(barrier) : "memory");
    asm("mbarrier.pending_count.b64 %0, %1;" : "=r"(count) : "l"(later));
    *out++ = count; // 4
    // The phase ends when bytes have come too, whichever is last.
    asm volatile("mbarrier.expect_tx.relaxed.cta.shared::cta.b64 [%0], 100;" ::"r"(barrier) : "memory");
    asm volatile("mbarrier.arrive_drop.shared.b64 _, [%0];" ::"r"(barrier) : "memory");
    asm volatile("mbarrier.complete_tx.relaxed.cta.shared::cta.b64 [%0], 100;" ::"r"(barrier) : "memory");
    *out++ = ended(barrier, state);
    asm volatile("mbarrier.arrive.expect_tx.release.cta.shared::cta.b64 _, [%0], %1;" ::"r"(barrier), "r"(64) : "memory");
    *out++ = ended(barrier, state);
    asm volatile("mbarrier.complete_tx.shared.b64 [%0], 64;" ::"r"(barrier) : "memory");
    *out++ = ended(barrier, state) * 2 + ended_parity(barrier, 0); // 3
    *out++ = ended_parity(barrier, 1);                             // 0: the next phase
    // Four arrivals from here on; bytes may come before they are expected.
    asm volatile("mbarrier.arrive.release.cta.shared::cta.b64 %0, [%1], 3;" : "=l"(state) : "r"(barrier) : "memory");
    asm("mbarrier.pending_count.b64 %0, %1;" : "=r"(count) : "l"(state));
    *out++ = count; // 4
    asm volatile("mbarrier.complete_tx.shared.b64 [%0], 7;" ::"r"(barrier) : "memory");
    *out++ = ended(barrier, state);
    asm volatile("mbarrier.arrive.expect_tx.shared.b64 %0, [%1], 7;" : "=l"(later) : "r"(barrier) : "memory");
    *out++ = ended(barrier, state) * 2 + ended_parity(barrier, 1); // 3
    *out++ = ended_parity(barrier, 0);                             // 0
    asm volatile("mbarrier.inval.shared.b64 [%0];" ::"r"(barrier) : "memory");
}

// A thread fetches for the block; each batch ends a phase. The result leaves in bulk too.
__global__ void bulk(int *out, const int *in, int batches) {
    __shared__ alignas(16) int buffer[N], result[N];
    __shared__ u64 object;
    u32 barrier = (u32)__cvta_generic_to_shared(&object), to = (u32)__cvta_generic_to_shared(buffer);
    int i = threadIdx.x;
    if (i == 0)
        asm volatile("mbarrier.init.shared.b64 [%0], 1;" ::"r"(barrier) : "memory");
    __syncthreads();
    for (int batch = 0; batch < batches; batch++) {
        if (i == 0) {
            asm volatile("mbarrier.arrive.expect_tx.shared.b64 _, [%0], %1;" ::"r"(barrier), "r"(4 * N) : "memory");
            asm volatile("cp.async.bulk.shared::cluster.global.mbarrier::complete_tx::bytes [%0], [%1], %2, [%3];" ::"r"(to),
                "l"(in + batch * N), "r"(4 * N), "r"(barrier)
                : "memory");
        }
        while (!ended_parity(barrier, batch & 1))
            ;
        result[i] = buffer[N - 1 - i] * 2 + batch;
        asm volatile("fence.proxy.async.shared::cta;" ::: "memory");
        __syncthreads();
        if (i == 0) {
            asm volatile("cp.async.bulk.global.shared::cta.bulk_group [%0], [%1], %2;" ::"l"(out + batch * N),
                "r"((u32)__cvta_generic_to_shared(result)), "r"(4 * N)
                : "memory");
            asm volatile("cp.async.bulk.commit_group;\ncp.async.bulk.wait_group.read 0;" ::: "memory");
        }
        __syncthreads();
    }
}

// Copies of every thread arrive on the barrier by themselves.
__global__ void copies(int *out, const int *in) {
    __shared__ alignas(16) int buffer[N];
    __shared__ u64 object;
    u32 barrier = (u32)__cvta_generic_to_shared(&object);
    int i = threadIdx.x;
    if (i == 0)
        asm volatile("mbarrier.init.shared.b64 [%0], %1;" ::"r"(barrier), "r"(2 * N) : "memory");
    __syncthreads();
    u64 state;
    asm volatile("cp.async.ca.shared.global [%0], [%1], 4;" ::"r"((u32)__cvta_generic_to_shared(buffer + i)), "l"(in + i)
                 : "memory");
    asm volatile("cp.async.mbarrier.arrive.noinc.shared.b64 [%0];" ::"r"(barrier) : "memory");
    asm volatile("cp.async.mbarrier.arrive.shared.b64 [%0];" ::"r"(barrier) : "memory");
    asm volatile("mbarrier.arrive.shared.b64 %0, [%1];" : "=l"(state) : "r"(barrier) : "memory");
    while (!ended(barrier, state))
        ;
    out[i] = buffer[N - 1 - i];
}

int main() {
    const int batches = 3;
    std::vector<int> in(batches * N), moved(batches * N), turned(N);
    for (int i = 0; i < batches * N; i++)
        in[i] = i * i % 1009;
    for (int i = 0; i < N; i++) {
        turned[i] = in[N - 1 - i];
        for (int batch = 0; batch < batches; batch++)
            moved[batch * N + i] = in[batch * N + N - 1 - i] * 2 + batch;
    }
    Device<u32> states(11);
    Device<int> din(in), a(batches * N), b(N);
    life<<<1, 1>>>(states);
    bulk<<<1, N>>>(a, din, batches);
    copies<<<1, N>>>(b, din);
    FINISH();
    match("life", states.host(), std::vector<u32>{5, 0, 4, 0, 0, 3, 0, 4, 0, 3, 0});
    match("bulk copies", a.host(), moved);
    match("copies", b.host(), turned);
    return verdict();
}
