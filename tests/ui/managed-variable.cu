// about: a __managed__ variable
__managed__ int shared_value = 5;

__global__ void kernel() { shared_value++; }

int main() {
    kernel<<<1, 1>>>();
    return 0;
}
