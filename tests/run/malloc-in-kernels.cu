// about: malloc, free, new and delete in kernels; memory lives across kernels; exhaustion gives null
#include "../common/test.h"

struct Node {
    int value;
    Node *next;
};

__global__ void build(Node **lists, int length) {
    Node *head = nullptr;
    for (int i = 0; i < length; i++) {
        Node *node = (Node *)malloc(sizeof(Node));
        node->value = threadIdx.x * 100 + i;
        node->next = head;
        head = node;
    }
    lists[threadIdx.x] = head;
}

__global__ void sum_and_free(Node **lists, int *sums) {
    int sum = 0;
    for (Node *node = lists[threadIdx.x]; node != nullptr;) {
        sum += node->value;
        Node *next = node->next;
        free(node);
        node = next;
    }
    sums[threadIdx.x] = sum;
}

struct Counted {
    int *live;
    __device__ explicit Counted(int *counter) : live(counter) { atomicAdd(live, 1); }
    __device__ ~Counted() { atomicAdd(live, -1); }
};

__global__ void construct(int *live, int *most) {
    Counted *one = new Counted(live);
    double *values = new double[10];
    values[threadIdx.x % 10] = 1;
    __syncthreads();
    atomicMax(most, *live);
    __syncthreads();
    delete one;
    delete[] values;
    free(nullptr);
}

// Compilers may leave out a malloc whose memory nobody uses.
__device__ void *volatile kept;

__global__ void exhaust(int *results) {
    kept = malloc((size_t)1 << 40);
    results[0] = kept == nullptr;
    int got = 0;
    void *pieces[64];
    for (; got < 64; got++)
        if ((kept = pieces[got] = malloc(1 << 20)) == nullptr)
            break;
    results[1] = got > 0 && got < 64;
    for (int i = 0; i < got; i++)
        free(pieces[i]);
    kept = malloc(1 << 20);
    results[2] = kept != nullptr;
    free(kept);
}

int main() {
    CUDA(cudaDeviceSetLimit(cudaLimitMallocHeapSize, 16 << 20));
    Device<Node *> lists(64);
    Device<int> sums(64), live(1), most(1), results(3);
    build<<<1, 64>>>(lists, 20);
    sum_and_free<<<1, 64>>>(lists, sums);
    construct<<<1, 96>>>(live, most);
    exhaust<<<1, 1>>>(results);
    FINISH();
    std::vector<int> want(64);
    for (int i = 0; i < 64; i++)
        want[i] = 20 * 100 * i + 190;
    match("sums", sums.host(), want);
    match("live", live.host()[0], 0);
    match("most", most.host()[0], 96);
    match("exhausted", results.host(), std::vector<int>{1, 1, 1});
    return verdict();
}
