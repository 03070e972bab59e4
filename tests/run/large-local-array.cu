// about: 16 KiB of local memory per thread with barriers between its uses
#include "../common/test.h"

__global__ void kernel(const int *keys, int *out) {
    int local[4096], t = threadIdx.x;
    for (int i = 0; i < 4096; i++)
        local[i] = i ^ t;
    __syncthreads();
    int at = t;
    for (int i = 0; i < 50; i++)
        at = local[(at + keys[i]) % 4096];
    __syncthreads();
    out[t] = at * 10000 + local[keys[t % 50] % 4096];
}

int main() {
    std::vector<int> keys(50), want(64);
    Random random(16);
    for (int &k : keys)
        k = random.between(0, 100000);
    for (int t = 0; t < 64; t++) {
        int at = t;
        for (int i = 0; i < 50; i++)
            at = ((at + keys[i]) % 4096) ^ t;
        want[t] = at * 10000 + (keys[t % 50] % 4096 ^ t);
    }
    Device<int> dk(keys), out(64);
    kernel<<<1, 64>>>(dk, out);
    FINISH();
    match("values", out.host(), want);
    return verdict();
}
