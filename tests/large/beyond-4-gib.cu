// about: more than 8 GiB of device memory: one allocation beyond 4 GiB, others beside it, every way to reach their ends
#include <cstdio>
#include <cstdlib>
#include <vector>

typedef unsigned long long u64;

static void check(cudaError_t error, const char *what) {
    if (error != cudaSuccess) {
        printf("%s: %s\n", what, cudaGetErrorString(error));
        exit(1);
    }
}
#define CHECK(call) check((call), #call)

static void expect(bool holds, const char *what) {
    if (!holds) {
        printf("wrong: %s\n", what);
        exit(1);
    }
}

const u64 GIB = 1ull << 30;

__host__ __device__ u64 pattern(u64 index, u64 salt) { return (index + salt) * 0x9e3779b97f4a7c15ull; }

__global__ void fill(u64 *words, u64 count, u64 salt) {
    u64 stride = (u64)gridDim.x * blockDim.x;
    for (u64 i = (u64)blockIdx.x * blockDim.x + threadIdx.x; i < count; i += stride)
        words[i] = pattern(i, salt);
}

__global__ void compare(const u64 *words, u64 count, u64 salt, unsigned *differences) {
    u64 stride = (u64)gridDim.x * blockDim.x;
    for (u64 i = (u64)blockIdx.x * blockDim.x + threadIdx.x; i < count; i += stride)
        if (words[i] != pattern(i, salt))
            atomicAdd(differences, 1);
}

// Each block reads where no 32-bit index reaches, from both ends of the allocation.
__global__ void reach(const unsigned char *bytes, u64 size, u64 *sums) {
    u64 from_end = size - 1 - blockIdx.x;
    sums[blockIdx.x] = bytes[from_end] + 256ull * *(bytes + size - 8 * (blockIdx.x + 1ull));
}

static unsigned *differences;

static void expect_pattern(const u64 *words, u64 count, u64 salt, const char *what) {
    CHECK(cudaMemset(differences, 0, sizeof *differences));
    compare<<<256, 256>>>(words, count, salt, differences);
    unsigned found;
    CHECK(cudaMemcpy(&found, differences, sizeof found, cudaMemcpyDeviceToHost));
    expect(found == 0, what);
}

static void kernels_reach_everything(u64 *large, u64 bytes, u64 *small, u64 small_bytes) {
    fill<<<256, 256>>>(large, bytes / 8, 1);
    fill<<<256, 256>>>(small, small_bytes / 8, 2);
    CHECK(cudaGetLastError());
    expect_pattern(large, bytes / 8, 1, "what kernels wrote to the large allocation");
    expect_pattern(small, small_bytes / 8, 2, "what kernels wrote to the other allocation");
    const int BLOCKS = 8;
    u64 *sums, got[BLOCKS];
    CHECK(cudaMalloc(&sums, sizeof got));
    reach<<<BLOCKS, 1>>>((const unsigned char *)large, bytes, sums);
    CHECK(cudaMemcpy(got, sums, sizeof got, cudaMemcpyDeviceToHost));
    for (u64 block = 0; block < BLOCKS; block++) {
        u64 last = pattern(bytes / 8 - 1, 1), other = pattern(bytes / 8 - 1 - block, 1);
        expect(got[block] == (last >> (56 - 8 * block)) % 256 + 256 * (other % 256), "bytes at the end");
    }
    CHECK(cudaFree(sums));
}

static void copies_reach_everything(u64 *large, u64 bytes, u64 *small, u64 small_bytes) {
    // The end of one allocation to the other, across 4 GiB.
    u64 count = 4 * GIB + 64 < small_bytes ? 4 * GIB + 64 : small_bytes;
    CHECK(cudaMemcpy(small, large + (bytes - count) / 8, count, cudaMemcpyDeviceToDevice));
    expect_pattern(small, count / 8, 1 + (bytes - count) / 8, "a copy on the device");
    std::vector<u64> host(1 << 17);
    CHECK(cudaMemcpy(host.data(), large + 4 * GIB / 8, host.size() * 8, cudaMemcpyDeviceToHost));
    for (u64 i = 0; i < host.size(); i++)
        expect(host[i] == pattern(4 * GIB / 8 + i, 1), "a copy to the host");
    for (u64 i = 0; i < host.size(); i++)
        host[i] = pattern(i, 3);
    CHECK(cudaMemcpy(large + bytes / 8 - host.size(), host.data(), host.size() * 8, cudaMemcpyHostToDevice));
    expect_pattern(large + bytes / 8 - host.size(), host.size(), 3, "a copy from the host");
    expect_pattern(large, bytes / 8 - host.size(), 1, "what was beside the copy");
}

static void memset_reaches_everything(u64 *large, u64 bytes) {
    CHECK(cudaMemset(large, 0x5a, bytes));
    u64 places[] = {0, 4 * GIB - 8, 4 * GIB, bytes - 8};
    for (u64 place : places) {
        u64 word;
        CHECK(cudaMemcpy(&word, (char *)large + place, 8, cudaMemcpyDeviceToHost));
        expect(word == 0x5a5a5a5a5a5a5a5aull, "cudaMemset");
    }
}

// What a device of less memory must say, and go on.
static void is_refused_cleanly(u64 bytes) {
    void *pointer = nullptr;
    expect(cudaMalloc(&pointer, bytes) == cudaErrorMemoryAllocation, "an allocation that cannot be");
    expect(cudaGetLastError() == cudaErrorMemoryAllocation, "the last error");
    CHECK(cudaMalloc(&pointer, 1 << 20));
    CHECK(cudaMemset(pointer, 0, 1 << 20));
    CHECK(cudaFree(pointer));
    CHECK(cudaDeviceSynchronize());
}

int main() {
    size_t available, total;
    CHECK(cudaMemGetInfo(&available, &total));
    if (available < 10 * GIB) {
        is_refused_cleanly(total + 4 * GIB);
        printf("PASS\n");
        return 0;
    }
    const u64 LARGE = 5 * GIB + 4096, SMALL = 4 * GIB - 4096;
    u64 *large, *small;
    CHECK(cudaMalloc(&differences, sizeof *differences));
    CHECK(cudaMalloc(&large, LARGE));
    CHECK(cudaMalloc(&small, SMALL));
    kernels_reach_everything(large, LARGE, small, SMALL);
    copies_reach_everything(large, LARGE, small, SMALL);
    memset_reaches_everything(large, LARGE);
    CHECK(cudaFree(small));
    CHECK(cudaFree(large));
    CHECK(cudaFree(differences));
    printf("PASS\n");
    return 0;
}
