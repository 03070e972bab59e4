// about: asking whether an address is one of constant memory
__constant__ int number;
__global__ void kernel(int *to) { *to = (int)(__isConstant(to) + __isGridConstant(to)) + number; }

int main() {
    kernel<<<1, 1>>>(nullptr);
    return 0;
}
