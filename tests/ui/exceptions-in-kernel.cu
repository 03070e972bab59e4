// about: throw in device code
__global__ void kernel(int x) {
    if (x == 3)
        throw x;
}

int main() {
    kernel<<<1, 1>>>(3);
    return 0;
}
