// about: malloc, free, new and delete in kernels of eight threads, which every device runs side by side
#include "../common/test.h"

const int N = 8;

struct Node {
    int value;
    Node *next;
};

__global__ void build(Node **lists, int length) {
    Node *head = nullptr;
    for (int i = 0; i < length; i++) {
        Node *node = (Node *)malloc(sizeof(Node));
        if (node == nullptr)
            break;
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

struct Squares {
    int *values, count;
    __device__ explicit Squares(int n) : values(new int[n]), count(n) {
        for (int i = 0; i < n; i++)
            values[i] = i * i;
    }
    __device__ ~Squares() { delete[] values; }
};

__device__ void *volatile kept;

__global__ void construct(int *out) {
    Squares *squares = new Squares(3 + threadIdx.x);
    int sum = 0;
    for (int i = 0; i < squares->count; i++)
        sum += squares->values[i];
    delete squares;
    free(nullptr);
    out[threadIdx.x] = sum;
    if (threadIdx.x == 0) {
        kept = malloc((size_t)1 << 40);
        out[N] = kept == nullptr;
    }
}

int main() {
    Device<Node *> lists(N);
    Device<int> sums(N), squares(N + 1);
    build<<<1, N>>>(lists, 12);
    sum_and_free<<<1, N>>>(lists, sums);
    construct<<<1, N>>>(squares);
    FINISH();
    std::vector<int> want(N), made(N + 1);
    for (int i = 0; i < N; i++) {
        int n = 3 + i;
        want[i] = 12 * 100 * i + 66;
        made[i] = (n - 1) * n * (2 * n - 1) / 6;
    }
    made[N] = 1;
    match("sums", sums.host(), want);
    match("squares", squares.host(), made);
    return verdict();
}
