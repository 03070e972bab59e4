// about: kernel parameters beyond 32764 bytes
struct Huge {
    int values[8191];
};

__global__ void kernel(Huge huge, int *out) { *out = huge.values[threadIdx.x]; }

int main() {
    static Huge huge;
    kernel<<<1, 1>>>(huge, nullptr);
    return 0;
}
