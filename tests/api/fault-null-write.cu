// about: a store through a null pointer
#include "../common/fault.h"

struct Node {
    int value;
    Node *next;
};

__global__ void mark(Node *list) {
    for (int i = 0; i < 3; i++) {
        list->value = i;
        list = list->next;
    }
}

int main() {
    Node *nodes, host[2] = {};
    CUDA(cudaMalloc(&nodes, sizeof host));
    host[0].next = nodes + 1;
    CUDA(cudaMemcpy(nodes, host, sizeof host, cudaMemcpyHostToDevice));
    return faults_with(cudaErrorIllegalAddress, [=] { mark<<<1, 1>>>(nodes); });
}
