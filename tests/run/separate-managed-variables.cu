// about: __managed__ variables of several sources (-rdc=true), extern and static ones of the same name
// nvcc: -rdc=true
// with: parts/managed-elsewhere.cu
#include "../common/test.h"
#include "parts/managed.h"

__managed__ int defined_in_main = 21;
static __managed__ int own = 1;
static __device__ int named_by_host_later = 5;

__global__ void kernel() {
    own += twice() + named_by_host_later;
    record.values[0] += 10;
    text[1] = 'X';
}

int main() {
    printf("%ld %g %s %d\n", record.count, record.values[2], text, defined_in_main);
    from_other_host();
    int zero = 0;
    CUDA(cudaMemcpyToSymbol(named_by_host_later, &zero, sizeof zero));
    kernel<<<1, 1>>>();
    launch_other();
    FINISH();
    printf("%ld %g %g %s %d %d\n", record.count, record.values[0], record.values[5], text, defined_in_main, own);
    EXPECT(own == 1 + 2 * 121 && record.count == 110);
    return verdict();
}
