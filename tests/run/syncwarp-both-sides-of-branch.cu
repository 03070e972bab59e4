// about: lanes of one warp meet at two different __syncwarp calls, one on each side of a branch
#include "../common/test.h"

__global__ void meet(int *out) {
    __shared__ int s[32];
    int lane = threadIdx.x;
    if (lane < 16) {
        s[lane] = lane + 100;
        __syncwarp();
        out[lane] = s[31 - lane];
    } else {
        s[lane] = lane + 200;
        __syncwarp();
        out[lane] = s[31 - lane] * 2;
    }
}

int main() {
    std::vector<int> want(32);
    for (int lane = 0; lane < 32; lane++)
        want[lane] = lane < 16 ? 31 - lane + 200 : (31 - lane + 100) * 2;
    Device<int> out(32);
    meet<<<1, 32>>>(out);
    FINISH();
    match("met", out.host(), want);
    return verdict();
}
