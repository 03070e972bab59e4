// about: a kernel calls a host function
int host_only(int x) { return x + 1; }

__global__ void kernel(int *out) { *out = host_only(1); }

int main() {
    kernel<<<1, 1>>>(nullptr);
    return 0;
}
