// about: a device function that no input defines
__device__ int elsewhere(int x);

__global__ void kernel(int *out) { *out = elsewhere(*out); }

int main() {
    kernel<<<1, 1>>>(nullptr);
    return 0;
}
