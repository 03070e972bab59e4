// about: two branches with the same condition and a barrier between them: all threads stay at one barrier
#include "../common/test.h"

constexpr int N = 64;

// An exclusive scan in place (Blelloch). Thread 0 clears the last element, then meets the others, then is the only one
// that takes the first step down.
__global__ void scan(const int *in, int *out, int blocks) {
    __shared__ int s[N];
    for (int block = blockIdx.x; block < blocks; block += gridDim.x) {
        int t = threadIdx.x, offset = 1;
        s[t] = in[block * N + t];
        s[t + N / 2] = in[block * N + t + N / 2];
        for (int d = N / 2; d > 0; d /= 2) {
            __syncthreads();
            if (t < d)
                s[offset * (2 * t + 2) - 1] += s[offset * (2 * t + 1) - 1];
            offset *= 2;
        }
        if (t == 0)
            s[N - 1] = 0;
        for (int d = 1; d < N; d *= 2) {
            offset /= 2;
            __syncthreads();
            if (t < d) {
                int low = offset * (2 * t + 1) - 1, high = offset * (2 * t + 2) - 1;
                int value = s[low];
                s[low] = s[high];
                s[high] += value;
            }
        }
        __syncthreads();
        out[block * N + t] = s[t];
        out[block * N + t + N / 2] = s[t + N / 2];
    }
}

int main() {
    const int blocks = 40;
    std::vector<int> in(blocks * N), want(blocks * N);
    Random random(3);
    for (int i = 0, sum = 0; i < blocks * N; i++) {
        in[i] = random.between(1, 9);
        sum = i % N ? sum + in[i - 1] : 0;
        want[i] = sum;
    }
    Device<int> device(in), scanned(in.size());
    scan<<<8, N / 2>>>(device, scanned, blocks);
    FINISH();
    match("scanned", scanned.host(), want);
    return verdict();
}
