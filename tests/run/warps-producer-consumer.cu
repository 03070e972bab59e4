// about: one warp fills a ring that another warp empties, both spinning on shared counters
#include "../common/test.h"

__global__ void pipe(int *out, int items) {
    __shared__ volatile int ring[8];
    __shared__ volatile int head, tail;
    if (threadIdx.x == 0)
        head = tail = 0;
    __syncthreads();
    if (threadIdx.x == 32) {
        for (int i = 0; i < items; i++) {
            while (tail - head == 8)
                ;
            ring[i % 8] = i * i;
            __threadfence_block();
            tail = i + 1;
        }
    } else if (threadIdx.x == 0) {
        int sum = 0;
        for (int i = 0; i < items; i++) {
            while (head == tail)
                ;
            __threadfence_block();
            sum += ring[i % 8];
            out[i] = sum;
            __threadfence_block();
            head = i + 1;
        }
    }
}

int main() {
    const int items = 100;
    std::vector<int> want(items);
    for (int i = 0, sum = 0; i < items; i++)
        want[i] = sum += i * i;
    Device<int> out(items);
    pipe<<<1, 64>>>(out, items);
    FINISH();
    match("running sums", out.host(), want);
    return verdict();
}
