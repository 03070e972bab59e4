// about: lanes exchange through shared memory with __syncwarp; one lane produces, the others consume
#include "../common/test.h"

__global__ void relay(int *out, int rounds) {
    __shared__ int slot[4], board[4][32];
    int warp = threadIdx.x / 32, lane = threadIdx.x % 32, sum = 0;
    for (int r = 0; r < rounds; r++) {
        if (lane == r % 32)
            slot[warp] = r * 10 + warp + (r > 0 ? board[warp][(lane + 1) % 32] : 0) % 1000;
        __syncwarp();
        int v = slot[warp] + lane;
        sum += v;
        __syncwarp();
        board[warp][lane] = v;
        __syncwarp();
    }
    out[threadIdx.x] = sum;
}

int main() {
    const int rounds = 40;
    std::vector<int> want(128);
    for (int warp = 0; warp < 4; warp++) {
        std::vector<int> board(32);
        for (int r = 0; r < rounds; r++) {
            int slot = r * 10 + warp + (r > 0 ? board[(r % 32 + 1) % 32] : 0) % 1000;
            for (int lane = 0; lane < 32; lane++)
                want[warp * 32 + lane] += board[lane] = slot + lane;
        }
    }
    Device<int> out(128);
    relay<<<1, 128>>>(out, rounds);
    FINISH();
    match("sums", out.host(), want);
    return verdict();
}
