// about: the address of a __managed__ variable is no constant, neither of device nor of managed variables
__managed__ int shared_value = 5;
__device__ int *pointer = &shared_value;
__managed__ int *managed_pointer = &shared_value;

__global__ void kernel() { *pointer = *managed_pointer; }

int main() { kernel<<<1, 1>>>(); }
