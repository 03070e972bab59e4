// about: loops that are entered in several places, one in another, by threads that go different ways
#include <cstdio>

// Steps until the counter ends the walk; blocks go on to two blocks of the cycle that both can be entered from outside.
__host__ __device__ unsigned walk(unsigned t, unsigned lane, unsigned limit) {
    unsigned steps = 0, way = 0;
first:
    way = way * 3 + 1;
    if (steps++ >= limit)
        goto end;
    if (t)
        goto fifth;
    else
        goto fourth;
second:
    way = way * 5 + 2;
    if (steps++ >= limit)
        goto end;
    if (t)
        goto fifth;
    else
        goto fourth;
third:
    way = way * 7 + 3;
    if (steps++ >= limit)
        goto end;
    if (lane)
        goto fifth;
    else
        goto first;
fourth:
    way = way * 11 + 4;
    if (steps++ >= limit)
        goto end;
    if (lane & steps)
        goto third;
    else
        goto second;
fifth:
    way = way * 13 + 5;
    if (steps++ >= limit)
        goto end;
    if ((t + steps) % 5 == 0)
        goto third;
    else
        goto second;
end:
    return way * 31 + steps;
}

__global__ void walks(unsigned limit, unsigned *out) {
    unsigned t = threadIdx.x;
    unsigned any = __any_sync(0xffffffff, t == 1000);
    out[t] = walk(t, t % 32, limit) + any;
}

int main() {
    const int n = 96;
    unsigned *out, sum = 0;
    int wrong = 0;
    cudaMallocManaged(&out, n * sizeof(unsigned));
    for (unsigned limit = 0; limit < 40; limit += 3) {
        walks<<<1, n>>>(limit, out);
        cudaDeviceSynchronize();
        for (int t = 0; t < n; t++) {
            wrong += out[t] != walk(t, t % 32, limit);
            sum = sum * 31 + out[t];
        }
    }
    printf("%d wrong, %u\n", wrong, sum);
    printf(wrong ? "FAIL\n" : "PASS\n");
    return wrong != 0;
}
