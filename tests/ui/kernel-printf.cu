// about: printf in a kernel
#include <cstdio>

__global__ void kernel(int x) { printf("%d\n", x); }

int main() {
    kernel<<<1, 1>>>(3);
    return 0;
}
