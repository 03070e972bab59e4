// about: device functions, variables, virtual and indirect calls, barriers and templates across sources (-rdc=true)
// nvcc: -rdc=true
// with: parts/separate-functions.cu
#include "../common/test.h"
#include "parts/separate.h"

static __device__ int private_to_this = 40;

static __global__ void kernel(int *out) { *out = ++private_to_this + stored<int>++; }

__global__ void use(int *out) {
    alignas(8) char place[64];
    counter += twice(table[1]);
    out[0] = counter;
    out[1] = operation(table[3]);
    out[2] = make_square(place, 12)->area();
    out[3] = visits;
}

__global__ void rotate(int *out) {
    scratch[threadIdx.x] = threadIdx.x;
    __syncthreads();
    rotate_block();
    rotate_block();
    out[threadIdx.x] = scratch[threadIdx.x];
}

void first_half(int *device_memory) {
    kernel<<<1, 1>>>(device_memory);
    FINISH();
    add<7><<<1, 1>>>(device_memory);
    FINISH();
}

int main() {
    Device<int> out(64);
    first_half(out.get());
    match("private variable of the first source", out.host()[0], 41 + 3 + 7);
    second_half(out.get());
    match("private variable of the second source", out.host()[0], 1001 + 4 + 7);

    int before = 6, after = 0;
    CUDA(cudaMemcpyToSymbol(counter, &before, sizeof before));
    use<<<1, 1>>>(out.get());
    FINISH();
    std::vector<int> got = out.host();
    match("function and variable", got[0], 6 + 40 + 1);
    match("function pointer", got[1], -4000);
    match("virtual call", got[2], 144);
    match("inline variable", got[3], 2);
    CUDA(cudaMemcpyFromSymbol(&after, counter, sizeof after));
    match("variable from the host", after, 47);

    rotate<<<1, 64, 64 * sizeof(int)>>>(out.get());
    FINISH();
    got = out.host();
    for (int i = 0; i < 64; i++)
        match("barriers in another source", got[i], (i + 2) % 64);
    return verdict();
}
