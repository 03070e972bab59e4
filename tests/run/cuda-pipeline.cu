// about: cuda::pipeline and memcpy_async: of a thread, of a block, with roles, with a barrier; staged
#include "../common/test.h"
#include <cooperative_groups.h>
#include <cooperative_groups/memcpy_async.h>
#include <cuda/barrier>
#include <cuda/pipeline>

namespace cg = cooperative_groups;
enum { N = 64, BATCHES = 6 };

__device__ int mixed(int value, int batch) { return value * (batch + 3) ^ batch; }

// Each thread fetches its own elements, two batches ahead.
__global__ void of_a_thread(int *out, const int *in) {
    __shared__ int buffer[3][N];
    cuda::pipeline<cuda::thread_scope_thread> pipe = cuda::make_pipeline();
    int i = threadIdx.x, fetched = 0;
    for (int batch = 0; batch < BATCHES; batch++) {
        for (; fetched < BATCHES && fetched < batch + 3; fetched++) {
            pipe.producer_acquire();
            cuda::memcpy_async(&buffer[fetched % 3][i], &in[fetched * N + i], sizeof(int), pipe);
            pipe.producer_commit();
        }
        if (batch + 3 <= BATCHES)
            cuda::pipeline_consumer_wait_prior<2>(pipe);
        else
            cuda::pipeline_consumer_wait_prior<0>(pipe);
        out[batch * N + i] = mixed(buffer[batch % 3][i], batch);
        pipe.consumer_release();
    }
}

// All threads fetch and all use what others have fetched.
__global__ void of_a_block(int *out, const int *in) {
    auto block = cg::this_thread_block();
    __shared__ int buffer[2][N];
    __shared__ cuda::pipeline_shared_state<cuda::thread_scope_block, 2> state;
    auto pipe = cuda::make_pipeline(block, &state);
    int fetched = 0;
    for (int batch = 0; batch < BATCHES; batch++) {
        for (; fetched < BATCHES && fetched < batch + 2; fetched++) {
            pipe.producer_acquire();
            cuda::memcpy_async(block, buffer[fetched % 2], in + fetched * N, cuda::aligned_size_t<16>(sizeof(int) * N),
                pipe);
            pipe.producer_commit();
        }
        pipe.consumer_wait();
        out[batch * N + threadIdx.x] = mixed(buffer[batch % 2][N - 1 - threadIdx.x], batch);
        pipe.consumer_release();
    }
}

// The first warp fetches, the others compute.
__global__ void with_roles(int *out, const int *in) {
    auto block = cg::this_thread_block();
    __shared__ int buffer[2][N];
    __shared__ cuda::pipeline_shared_state<cuda::thread_scope_block, 2> state;
    bool producer = threadIdx.x < 32;
    auto pipe = cuda::make_pipeline(block, &state,
        producer ? cuda::pipeline_role::producer : cuda::pipeline_role::consumer);
    if (producer) {
        for (int batch = 0; batch < BATCHES; batch++) {
            pipe.producer_acquire();
            for (int i = threadIdx.x; i < N; i += 32)
                cuda::memcpy_async(&buffer[batch % 2][i], &in[batch * N + i], sizeof(int), pipe);
            pipe.producer_commit();
        }
    } else {
        for (int batch = 0; batch < BATCHES; batch++) {
            pipe.consumer_wait();
            int i = threadIdx.x - 32;
            out[batch * N + i] = mixed(buffer[batch % 2][N - 1 - i], batch);
            pipe.consumer_release();
        }
    }
}

// The copy arrives on a barrier.
__global__ void with_barrier(int *out, const int *in) {
    auto block = cg::this_thread_block();
    __shared__ alignas(16) int buffer[N];
    __shared__ cuda::barrier<cuda::thread_scope_block> barrier;
    if (threadIdx.x == 0)
        init(&barrier, blockDim.x);
    block.sync();
    for (int batch = 0; batch < BATCHES; batch++) {
        cuda::memcpy_async(block, buffer, in + batch * N, sizeof(int) * N, barrier);
        barrier.arrive_and_wait();
        out[batch * N + threadIdx.x] = mixed(buffer[N - 1 - threadIdx.x], batch);
        barrier.arrive_and_wait();
    }
}

__global__ void of_cooperative_groups(int *out, const int *in) {
    auto block = cg::this_thread_block();
    __shared__ int buffer[2][N];
    cg::memcpy_async(block, buffer[0], in, sizeof(int) * N);
    for (int batch = 0; batch < BATCHES; batch++) {
        if (batch + 1 < BATCHES) {
            cg::memcpy_async(block, buffer[(batch + 1) % 2], in + (batch + 1) * N, sizeof(int) * N);
            cg::wait_prior<1>(block);
        } else {
            cg::wait(block);
        }
        out[batch * N + threadIdx.x] = mixed(buffer[batch % 2][N - 1 - threadIdx.x], batch);
        block.sync();
    }
}

int main() {
    std::vector<int> in(BATCHES * N), straight(in.size()), turned(in.size());
    for (size_t i = 0; i < in.size(); i++)
        in[i] = (int)(i * i % 509);
    for (int batch = 0; batch < BATCHES; batch++)
        for (int i = 0; i < N; i++) {
            straight[batch * N + i] = in[batch * N + i] * (batch + 3) ^ batch;
            turned[batch * N + i] = in[batch * N + N - 1 - i] * (batch + 3) ^ batch;
        }
    Device<int> din(in), a(in.size()), b(in.size()), c(in.size()), d(in.size()), e(in.size());
    of_a_thread<<<1, N>>>(a, din);
    of_a_block<<<1, N>>>(b, din);
    with_roles<<<1, 32 + N>>>(c, din);
    with_barrier<<<1, N>>>(d, din);
    of_cooperative_groups<<<1, N>>>(e, din);
    FINISH();
    match("of a thread", a.host(), straight);
    match("of a block", b.host(), turned);
    match("with roles", c.host(), turned);
    match("with a barrier", d.host(), turned);
    match("of cooperative groups", e.host(), turned);
    return verdict();
}
