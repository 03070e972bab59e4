// about: cudaMallocManaged: host and device use the same pointers, also inside structures
#include "../common/test.h"

struct List {
    int value;
    List *next;
};

struct Shared {
    int counter;
    List *head;
    float table[4];
};

__global__ void visit(Shared *shared, int *sums) {
    int sum = 0;
    for (List *l = shared->head; l; l = l->next)
        sum += l->value++;
    sums[threadIdx.x] = sum;
    shared->counter += sum;
    shared->table[3] += shared->table[0];
}

int main() {
    int *sums;
    List *nodes;
    Shared *shared;
    CUDA(cudaMallocManaged(&shared, sizeof *shared));
    CUDA(cudaMallocManaged(&sums, sizeof(int)));
    CUDA(cudaMallocManaged(&nodes, 20 * sizeof(List)));
    for (int i = 0; i < 20; i++) {
        nodes[i].value = i;
        nodes[i].next = i ? &nodes[i - 1] : nullptr;
    }
    *shared = {11, &nodes[19], {1, 2, 3, 4}};
    for (int round = 0; round < 3; round++) {
        visit<<<1, 1>>>(shared, sums);
        FINISH();
        match("sum", sums[0], 190 + 20 * round);
        match("counter", shared->counter, 11 + 190 * (round + 1) + 20 * (round * (round + 1) / 2));
        shared->table[0] += 0.5f; // the host may read and write between launches
    }
    EXPECT(shared->table[3] == 4 + 1 + 1.5f + 2);
    EXPECT(nodes[7].value == 10);
    CUDA(cudaFree(sums));
    CUDA(cudaFree(nodes));
    CUDA(cudaFree(shared));
    return verdict();
}
