// about: __pipeline_memcpy_async and kin, __mbarrier_* and the experimental classes over them
#include "../common/test.h"
#include <cuda_awbarrier.h>
#include <cuda_pipeline.h>

enum { N = 64 };

__global__ void copies(int *out, const int *in) {
    __shared__ int4 wide[N / 4];
    __shared__ int2 two[N / 2];
    __shared__ int one[N], part[N];
    int i = threadIdx.x;
    if (i < N / 4)
        __pipeline_memcpy_async(&wide[i], in + 4 * i, 16);
    __pipeline_commit();
    if (i < N / 2)
        __pipeline_memcpy_async(&two[i], in + N + 2 * i, sizeof(int2));
    __pipeline_memcpy_async(&one[i], in + 2 * N + i, 4);
    if (i < N / 4)
        __pipeline_memcpy_async(&part[4 * i], in + 3 * N + 4 * i, 16, 4 * (i % 4));
    __pipeline_commit();
    __pipeline_wait_prior(1);
    __pipeline_wait_prior(0);
    __syncthreads();
    int from = (i * 5 + 3) % N;
    out[i] = ((int *)wide)[from];
    out[N + i] = ((int *)two)[from];
    out[2 * N + i] = one[from];
    out[3 * N + i] = part[from];
}

__global__ void barriers(int *out, const int *in) {
    __shared__ __mbarrier_t barrier;
    __shared__ nvcuda::experimental::awbarrier other;
    __shared__ int cells[N];
    int i = threadIdx.x, sum = 0;
    if (i == 0) {
        __mbarrier_init(&barrier, N);
        init(&other, N);
    }
    __syncthreads();
    nvcuda::experimental::pipeline pipe;
    for (int phase = 0; phase < 4; phase++) {
        nvcuda::experimental::memcpy_async(cells[i], in[phase * N + i], pipe);
        pipe.commit();
        pipe.wait_prior<0>();
        __pipeline_arrive_on(&barrier);
        __mbarrier_token_t token = __mbarrier_arrive(&barrier);
        if (phase & 1)
            while (!__mbarrier_test_wait(&barrier, token))
                ;
        else
            while (!__mbarrier_try_wait_parity(&barrier, phase & 1, 100))
                ;
        sum = sum * 3 + cells[(i + phase + 1) % N];
        other.arrive_and_wait();
    }
    __mbarrier_token_t last = __mbarrier_arrive_and_drop(&barrier);
    unsigned pending = __mbarrier_token_pending_count(last);
    atomicAdd(&out[N], pending >= 1 && pending <= N);
    out[i] = sum;
    __syncthreads();
    if (i == 0)
        __mbarrier_inval(&barrier);
}

int main() {
    std::vector<int> in(4 * N), copied(4 * N), sums(N + 1);
    for (int i = 0; i < 4 * N; i++)
        in[i] = i * i % 251 + 1;
    for (int i = 0; i < N; i++) {
        int from = (i * 5 + 3) % N;
        for (int part = 0; part < 4; part++)
            copied[part * N + i] = in[part * N + from];
        if (from % 4 >= 4 - from / 4 % 4)
            copied[3 * N + i] = 0;
        for (int phase = 0; phase < 4; phase++)
            sums[i] = sums[i] * 3 + in[phase * N + (i + phase + 1) % N];
    }
    sums[N] = N;
    Device<int> din(in), a(4 * N), b(N + 1);
    copies<<<1, N>>>(a, din);
    barriers<<<1, N>>>(b, din);
    FINISH();
    match("copies", a.host(), copied);
    match("barriers", b.host(), sums);
    return verdict();
}
