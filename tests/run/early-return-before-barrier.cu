// about: threads that have returned do not take part in later barriers (sm_70 and newer wait for non-exited threads)
#include "../common/test.h"

__global__ void survivors(int *out, int keep) {
    __shared__ int board[128];
    int t = threadIdx.x;
    if (t >= keep)
        return;
    board[t] = t * 3;
    __syncthreads();
    int v = board[keep - 1 - t];
    if (t % 2 == 1) {
        out[t] = -v;
        return;
    }
    __syncthreads();
    out[t] = v + 1;
}

int main() {
    for (int keep : {1, 31, 32, 33, 100, 128}) {
        std::vector<int> want(128);
        for (int t = 0; t < keep; t++) {
            int v = (keep - 1 - t) * 3;
            want[t] = t % 2 == 1 ? -v : v + 1;
        }
        Device<int> out(128);
        survivors<<<1, 128>>>(out, keep);
        FINISH();
        char name[32];
        snprintf(name, sizeof name, "keep %d", keep);
        match(name, out.host(), want);
    }
    return verdict();
}
