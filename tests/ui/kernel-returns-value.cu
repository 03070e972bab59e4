// about: a kernel that does not return void
__global__ int kernel(int *out) { return *out; }

int main() { return 0; }
