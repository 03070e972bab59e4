// about: atomicCAS and atomicExch of 16 bytes, their __nv_atomic forms, and atomicAdd of float2 and float4 (sm_90)
// nvcc: -arch=sm_90
#include "../common/test.h"

struct alignas(16) Pair {
    unsigned long long sum, count;
};

__device__ bool equal(Pair a, Pair b) { return a.sum == b.sum && a.count == b.count; }

// Both halves change together or not at all.
__global__ void add(Pair *pair) {
    unsigned long long mine = threadIdx.x + blockIdx.x * blockDim.x;
    Pair old = *pair, assumed;
    do {
        assumed = old;
        old = atomicCAS(pair, assumed, Pair{assumed.sum + mine, assumed.count + 1});
    } while (!equal(old, assumed));
}

// Every value is taken out by exactly one thread.
__global__ void pass_on(Pair *pair, unsigned long long *sums) {
    unsigned long long mine = threadIdx.x + blockIdx.x * blockDim.x + 1;
    Pair old = atomicExch(pair, Pair{mine, ~mine});
    atomicAdd(sums, old.sum);
    atomicAdd(sums + 1, old.count == ~old.sum ? 1ull : 0ull);
}

__global__ void in_block(Pair *out) {
    __shared__ Pair shared;
    if (threadIdx.x == 0)
        shared = {0, 0};
    __syncthreads();
    Pair old = shared, assumed;
    do {
        assumed = old;
        old = atomicCAS_block(&shared, assumed, Pair{assumed.sum + threadIdx.x, assumed.count + 2});
    } while (!equal(old, assumed));
    __syncthreads();
    if (threadIdx.x == 0)
        atomicExch_system(out, shared);
}

__global__ void generic(Pair *pair, Pair *seen) {
    Pair value = {7, 8}, expected = {7, 9}, desired = {1, 2};
    __nv_atomic_store(pair, &value, __NV_ATOMIC_RELEASE, __NV_THREAD_SCOPE_DEVICE);
    bool first = __nv_atomic_compare_exchange(pair, &expected, &desired, false, __NV_ATOMIC_ACQ_REL, __NV_ATOMIC_RELAXED);
    seen[0] = expected;
    bool second = __nv_atomic_compare_exchange(pair, &expected, &desired, false, __NV_ATOMIC_ACQ_REL, __NV_ATOMIC_RELAXED);
    __nv_atomic_load(pair, &seen[1], __NV_ATOMIC_ACQUIRE);
    __nv_atomic_exchange(pair, &value, &seen[2], __NV_ATOMIC_SEQ_CST, __NV_THREAD_SCOPE_SYSTEM);
    seen[3] = {first, second};
    int4 *vector = (int4 *)pair;
    int4 old = atomicExch(vector, make_int4(1, 2, 3, 4));
    seen[4] = {(unsigned)old.x, (unsigned)old.z};
}

__global__ void add_vectors(float2 *two, float4 *four) {
    float i = threadIdx.x;
    atomicAdd(two, make_float2(1, i));
    atomicAdd(four, make_float4(1, 2, i, -i));
}

int main() {
    Device<Pair> pair(1), seen(5);
    Device<unsigned long long> sums(2);
    add<<<4, 100>>>(pair);
    FINISH();
    Pair total = pair.host()[0];
    printf("%llu %llu\n", total.sum, total.count);
    pass_on<<<4, 100>>>(pair, sums);
    FINISH();
    Pair last = pair.host()[0];
    printf("%llu %llu\n", sums.host()[0] + last.sum - total.sum, sums.host()[1]);
    in_block<<<1, 96>>>(pair);
    FINISH();
    printf("%llu %llu\n", pair.host()[0].sum, pair.host()[0].count);
    generic<<<1, 1>>>(pair, seen);
    FINISH();
    for (Pair each : seen.host())
        printf("%llu %llu\n", each.sum, each.count);
    Device<float2> two(1);
    Device<float4> four(1);
    add_vectors<<<2, 64>>>(two, four);
    FINISH();
    float2 t = two.host()[0];
    float4 f = four.host()[0];
    printf("%g %g, %g %g %g %g\n", t.x, t.y, f.x, f.y, f.z, f.w);
    EXPECT(total.sum == 399 * 200 && total.count == 400 && sums.host()[1] == 399);
    return verdict();
}
