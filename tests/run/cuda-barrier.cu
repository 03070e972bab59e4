// about: cuda::barrier of a block in shared memory: arrive and wait, drop, completion functions, parities, many phases
#include "../common/test.h"
#include <cuda/barrier>

using block_barrier = cuda::barrier<cuda::thread_scope_block>;

// Every phase, each thread reads what another wrote in the phase before.
__global__ void neighbours(int *out, int phases) {
    __shared__ int cells[2][96];
    __shared__ block_barrier barrier;
    int i = threadIdx.x, n = blockDim.x;
    if (i == 0)
        init(&barrier, n);
    cells[0][i] = i;
    __syncthreads();
    for (int phase = 0; phase < phases; phase++) {
        int next = cells[phase & 1][(i + 1) % n] * 3 + phase;
        block_barrier::arrival_token token = barrier.arrive();
        cells[(phase + 1) & 1][i] = next;
        barrier.wait(std::move(token));
        barrier.arrive_and_wait();
    }
    out[blockIdx.x * n + i] = cells[phases & 1][i];
}

// A warp leaves after each phase; the others go on with fewer.
__global__ void leaving(int *out) {
    __shared__ int sum;
    __shared__ block_barrier barrier;
    int i = threadIdx.x, warp = i / 32, warps = blockDim.x / 32;
    if (i == 0) {
        init(&barrier, blockDim.x);
        sum = 0;
    }
    __syncthreads();
    for (int phase = 0; phase < warps; phase++) {
        if (warp == phase) {
            barrier.arrive_and_drop();
            return;
        }
        atomicAdd(&sum, 1);
        barrier.arrive_and_wait();
        if (i == blockDim.x - 1)
            out[phase] = sum;
        barrier.arrive_and_wait();
    }
}

// Warp 0 makes what warp 1 uses, two buffers between them; one barrier says full, the other empty.
__global__ void producer_consumer(const int *in, int *out, int rounds) {
    __shared__ int buffer[2][32];
    __shared__ block_barrier full[2], empty[2];
    int lane = threadIdx.x % 32;
    if (threadIdx.x == 0)
        for (int b = 0; b < 2; b++) {
            init(&full[b], 64);
            init(&empty[b], 64);
        }
    __syncthreads();
    if (threadIdx.x < 32) {
        for (int round = 0; round < rounds; round++) {
            int b = round & 1;
            if (round >= 2)
                empty[b].arrive_and_wait();
            buffer[b][lane] = in[round * 32 + lane] + 1;
            (void)full[b].arrive();
        }
    } else {
        int sum = 0;
        for (int round = 0; round < rounds; round++) {
            int b = round & 1;
            full[b].arrive_and_wait();
            sum += buffer[b][31 - lane] * (round + 1);
            if (round + 2 < rounds)
                (void)empty[b].arrive();
        }
        out[lane] = sum;
    }
}

struct Count {
    int *calls;
    __device__ void operator()() const { ++*calls; }
};

__global__ void completion(int *out) {
    using counted = cuda::barrier<cuda::thread_scope_block, Count>;
    __shared__ alignas(counted) char room[sizeof(counted)];
    __shared__ int calls;
    counted *barrier = reinterpret_cast<counted *>(room);
    if (threadIdx.x == 0) {
        calls = 0;
        new (barrier) counted(blockDim.x, Count{&calls});
    }
    __syncthreads();
    int seen = 0;
    for (int phase = 0; phase < 4; phase++) {
        barrier->arrive_and_wait();
        seen = seen * 8 + *(volatile int *)&calls;
        barrier->arrive_and_wait();
    }
    out[threadIdx.x] = seen;
}

// Parities, and one thread that arrives for many.
__global__ void parities(int *out) {
    __shared__ block_barrier barrier;
    __shared__ int word;
    if (threadIdx.x == 0) {
        init(&barrier, 40);
        word = 0;
    }
    __syncthreads();
    for (int phase = 0; phase < 5; phase++) {
        if (threadIdx.x == 0) {
            word = phase + 10;
            (void)barrier.arrive(40);
        }
        barrier.wait_parity(phase & 1);
        out[phase * blockDim.x + threadIdx.x] = word;
        __syncthreads();
    }
}

int main() {
    const int n = 96, phases = 7;
    Device<int> out(2 * n), left(4), consumed(32), completed(64), seen(5 * 32);
    neighbours<<<2, n>>>(out, phases);
    leaving<<<1, 128>>>(left);
    const int rounds = 9;
    std::vector<int> in(rounds * 32);
    for (size_t i = 0; i < in.size(); i++)
        in[i] = i * i % 101;
    Device<int> din(in);
    producer_consumer<<<1, 64>>>(din, consumed, rounds);
    completion<<<1, 64>>>(completed);
    parities<<<1, 32>>>(seen);
    FINISH();

    std::vector<int> cells(n), want;
    for (int i = 0; i < n; i++)
        cells[i] = i;
    for (int phase = 0; phase < phases; phase++) {
        std::vector<int> next(n);
        for (int i = 0; i < n; i++)
            next[i] = cells[(i + 1) % n] * 3 + phase;
        cells = next;
    }
    want = cells;
    want.insert(want.end(), cells.begin(), cells.end());
    match("neighbours", out.host(), want);
    match("leaving", left.host(), std::vector<int>{96, 96 + 64, 96 + 64 + 32, 0});
    std::vector<int> sums(32), first(64, ((1 * 8 + 3) * 8 + 5) * 8 + 7), words;
    for (int lane = 0; lane < 32; lane++)
        for (int round = 0; round < rounds; round++)
            sums[lane] += (in[round * 32 + 31 - lane] + 1) * (round + 1);
    match("producer and consumer", consumed.host(), sums);
    match("completion", completed.host(), first);
    for (int phase = 0; phase < 5; phase++)
        words.insert(words.end(), 32, phase + 10);
    match("parities", seen.host(), words);
    return verdict();
}
