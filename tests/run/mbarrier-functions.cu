// about: __mbarrier functions, awbarrier and pipeline of nvcuda::experimental: counts, phases, drops, copies that arrive
#include "../common/test.h"
#include <cuda_awbarrier.h>
#include <cuda_pipeline.h>

using nvcuda::experimental::awbarrier;
const int N = 8;

// One thread goes through the life of a barrier.
__global__ void life(int *out) {
    __shared__ __mbarrier_t barrier;
    __mbarrier_init(&barrier, 3);
    *out++ = __mbarrier_maximum_count();
    __mbarrier_token_t first = __mbarrier_arrive(&barrier);
    *out++ = __mbarrier_token_pending_count(first); // 3
    *out++ = __mbarrier_test_wait(&barrier, first) * 2 + __mbarrier_test_wait_parity(&barrier, false);
    __mbarrier_token_t second = __mbarrier_arrive_and_drop(&barrier);
    *out++ = __mbarrier_token_pending_count(second); // 2
    *out++ = __mbarrier_test_wait(&barrier, first);
    (void)__mbarrier_arrive(&barrier);
    *out++ = __mbarrier_test_wait(&barrier, first) * 2 + __mbarrier_test_wait_parity(&barrier, false); // 3
    *out++ = __mbarrier_try_wait(&barrier, first, 100) * 2 + __mbarrier_try_wait_parity(&barrier, true, 100); // 2
    // Two arrivals from here on.
    first = __mbarrier_arrive(&barrier);
    *out++ = __mbarrier_token_pending_count(first); // 2
    (void)__mbarrier_arrive(&barrier);
    *out++ = __mbarrier_try_wait_parity(&barrier, true, 100) * 2 + __mbarrier_test_wait_parity(&barrier, false); // 2
    __mbarrier_inval(&barrier);
}

__global__ void classes(int *out, unsigned *counts) {
    __shared__ awbarrier barrier;
    __shared__ int cells[N];
    int i = threadIdx.x;
    if (i == 0)
        init(&barrier, N);
    __syncthreads();
    cells[i] = i * i;
    awbarrier::arrival_token token = barrier.arrive();
    atomicMax(counts, token.pending_count());
    atomicMin(counts + 1, token.pending_count());
    __syncthreads();
    out[i] = cells[N - 1 - i] * 4 + barrier.timed_wait(token, 1000) * 2 + barrier.timed_wait_parity(false, 1000);
    __syncthreads();
    // Half of the threads leave with the second phase; the others end the third alone.
    if (i % 2)
        token = barrier.arrive_and_drop();
    else
        token = barrier.arrive();
    __syncthreads();
    int second = barrier.timed_wait(token, 1000);
    __syncthreads();
    if (i % 2 == 0)
        token = barrier.arrive();
    __syncthreads();
    out[i] += i % 2 ? 10000 * second : 20000 * second + 30000 * barrier.timed_wait(token, 1000);
    __syncthreads();
    if (i == 0)
        inval(&barrier);
}

__global__ void copies(int *out, const int *in) {
    __shared__ alignas(16) int buffer[3][N];
    __shared__ awbarrier barrier;
    nvcuda::experimental::pipeline pipe;
    int i = threadIdx.x;
    if (i == 0)
        init(&barrier, N);
    __syncthreads();
    nvcuda::experimental::memcpy_async(buffer[0][i], in[i], pipe);
    pipe.commit_and_wait();
    nvcuda::experimental::memcpy_async(buffer[1][i], in[N + i], pipe);
    size_t batch = pipe.commit();
    nvcuda::experimental::memcpy_async(buffer[2][i], in[2 * N + i], pipe);
    pipe.arrive_on(barrier);
    awbarrier::arrival_token token = barrier.arrive();
    pipe.wait(batch);
    __syncthreads();
    pipe.wait_prior<0>();
    barrier.wait(token);
    out[i] = buffer[0][N - 1 - i] + buffer[1][i / 2] * 100 +
        buffer[2][(i + 5) % N] * 10000;
}

int main() {
    std::vector<int> in(3 * N), want(N), sums(N);
    for (int i = 0; i < 3 * N; i++)
        in[i] = i * i % 97;
    for (int i = 0; i < N; i++) {
        want[i] = (N - 1 - i) * (N - 1 - i) * 4 + 3 + (i % 2 ? 10000 : 50000);
        sums[i] = in[N - 1 - i] + in[N + i / 2] * 100 + in[2 * N + (i + 5) % N] * 10000;
    }
    Device<int> steps(9), out(N), copied(N), din(in);
    Device<unsigned> counts(std::vector<unsigned>{0, 1000});
    life<<<1, 1>>>(steps);
    classes<<<1, N>>>(out, counts);
    copies<<<1, N>>>(copied, din);
    FINISH();
    match("life", steps.host(), std::vector<int>{(1 << 14) - 1, 3, 0, 2, 0, 3, 2, 2, 2});
    match("classes", out.host(), want);
    // A GPU may count arrivals of a warp as one: then every token tells of the barrier before all of them.
    std::vector<unsigned> pending = counts.host();
    match("most pending", pending[0], (unsigned)N);
    match("fewest pending", pending[1] >= 1 && pending[1] <= N, true);
    match("copies", copied.host(), sums);
    return verdict();
}
