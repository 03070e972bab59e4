// about: a ticket lock whose waiters spin on a volatile load, in one block, in ticket order
#include "../common/test.h"

__global__ void turns(int *order) {
    __shared__ volatile int now;
    if (threadIdx.x == 0)
        now = 0;
    __syncthreads();
    // Tickets run against the thread order, so that the first thread to run is the last to enter.
    int ticket = blockDim.x - 1 - threadIdx.x;
    while (now != ticket)
        ;
    order[ticket] = threadIdx.x;
    __threadfence_block();
    now = ticket + 1;
}

int main() {
    std::vector<int> want(96);
    for (int i = 0; i < 96; i++)
        want[i] = 95 - i;
    Device<int> order(96);
    turns<<<1, 96>>>(order);
    FINISH();
    match("order", order.host(), want);
    return verdict();
}
