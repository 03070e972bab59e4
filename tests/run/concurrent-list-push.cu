// about: lock-free stack: nodes from all blocks are linked with a 64-bit atomicCAS on a pointer
#include "../common/test.h"

struct Node {
    Node *next;
    int value;
};

__device__ Node *head;

__global__ void push(Node *pool) {
    Node *node = &pool[blockIdx.x * blockDim.x + threadIdx.x];
    node->value = blockIdx.x * blockDim.x + threadIdx.x;
    unsigned long long *address = (unsigned long long *)&head, seen = *(volatile unsigned long long *)address, old;
    for (;;) {
        node->next = (Node *)seen;
        __threadfence();
        old = atomicCAS(address, seen, (unsigned long long)node);
        if (old == seen)
            break;
        seen = old;
    }
}

__global__ void walk(int *seen, int *length) {
    for (Node *n = head; n != nullptr; n = n->next) {
        seen[n->value]++;
        ++*length;
    }
}

int main() {
    const int n = 6 * 64;
    Device<Node> pool(n);
    Device<int> seen(n), length(1);
    push<<<6, 64>>>(pool);
    walk<<<1, 1>>>(seen, length);
    FINISH();
    match("length", length.host()[0], n);
    match("seen", seen.host(), std::vector<int>(n, 1));
    return verdict();
}
