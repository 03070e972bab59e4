// about: __managed__ variables: initial values, use before and after launches, arrays, structures, their addresses
#include "../common/test.h"

struct Pair {
    int key;
    double value;
};

__device__ __managed__ int counter = 5;
__managed__ float table[1000];
__managed__ Pair pairs[3] = {{1, 1.5}, {2, 2.5}, {3, 3.5}};
static __managed__ int host_only = 77;
__device__ __managed__ unsigned long long total;
__managed__ int *chosen;
__device__ int ordinary = 3;

namespace settings {
__managed__ int level = 4, held = 11;
}

__device__ float at(int index) { return table[index % 1000]; }

__global__ void work(int scale) {
    int i = threadIdx.x + blockIdx.x * blockDim.x;
    if (i < 1000)
        table[i] = at(i) * scale + pairs[i % 3].key;
    atomicAdd(&counter, 1);
    atomicAdd(&total, (unsigned long long)i);
    if (i == 0) {
        pairs[1].value += ordinary;
        settings::held *= 2;
        settings::level++;
    }
}

__global__ void choose(int *number, Pair *pair) {
    *number += 100;
    pair->value *= 2;
    chosen = number == &counter && pair == pairs + 2 ? number : nullptr;
}

__global__ void use_chosen() { *chosen += 1000; }

int main() {
    printf("before: %d %g %d %g %d %d %d\n", counter, table[3], pairs[2].key, pairs[1].value, host_only,
           settings::held, settings::level);
    counter = 7;
    for (int i = 0; i < 1000; i++)
        table[i] = i;
    host_only++;
    work<<<4, 256>>>(2);
    FINISH();
    double sum = 0;
    for (float entry : table)
        sum += entry;
    printf("after: %d %llu %g %g %d %d %d\n", counter, total, sum, pairs[1].value, host_only,
           settings::held, settings::level);

    Pair copy = {9, 10};
    int number = 40;
    CUDA(cudaMemcpyToSymbol(counter, &number, sizeof number));
    CUDA(cudaMemcpyToSymbol(pairs, &copy, sizeof copy, 2 * sizeof copy));
    void *address;
    size_t bytes;
    CUDA(cudaGetSymbolAddress(&address, table));
    CUDA(cudaGetSymbolSize(&bytes, table));
    printf("table: %s, %zu bytes\n", address == table ? "its own address" : "another address", bytes);
    CUDA(cudaMemset(table, 0, 40));
    choose<<<1, 1>>>(&counter, pairs + 2);
    use_chosen<<<1, 1>>>();
    FINISH();
    CUDA(cudaMemcpyFromSymbol(&number, counter, sizeof number));
    printf("by pointers: %d %d %g, %g %g\n", counter, number, pairs[2].value, table[9], table[10]);

    cudaPointerAttributes attributes;
    CUDA(cudaPointerGetAttributes(&attributes, &counter));
    printf("type %s, %s\n", attributes.type == cudaMemoryTypeManaged ? "managed" : "other",
           attributes.devicePointer == &counter && attributes.hostPointer == &counter ? "one address" : "two");
    return verdict();
}
