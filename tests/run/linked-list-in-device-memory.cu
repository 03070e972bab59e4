// about: structures full of device pointers, built on the host from device addresses and walked by a kernel
#include "../common/test.h"

struct Node {
    int value;
    Node *next;
    Node *random;
};

__global__ void walk(const Node *head, long long *out) {
    long long sum = 0;
    int place = 1;
    for (const Node *n = head; n; n = n->next)
        sum += (long long)place++ * (n->value + (n->random ? n->random->value * 1000 : 0));
    *out = sum;
}

int main() {
    const int n = 500;
    Node *device;
    CUDA(cudaMalloc(&device, n * sizeof(Node)));
    std::vector<Node> nodes(n);
    Random random(14);
    long long want = 0;
    for (int i = 0; i < n; i++)
        nodes[i].value = random.between(0, 999);
    // The list visits the elements in the order 0, 7, 14, ... (mod n).
    for (int place = 0; place < n; place++) {
        int i = place * 7 % n, other = random.between(0, n - 1);
        nodes[i].next = place + 1 < n ? device + (place + 1) * 7 % n : nullptr;
        nodes[i].random = place % 3 ? device + other : nullptr;
        want += (long long)(place + 1) * (nodes[i].value + (place % 3 ? nodes[other].value * 1000 : 0));
    }
    CUDA(cudaMemcpy(device, nodes.data(), n * sizeof(Node), cudaMemcpyHostToDevice));
    Device<long long> out(1);
    walk<<<1, 1>>>(device, out);
    FINISH();
    match("weighted sum", out.host()[0], want);
    CUDA(cudaFree(device));
    return verdict();
}
