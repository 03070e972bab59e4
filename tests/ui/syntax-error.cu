// about: an error of C++ is reported once, not once for each half
__global__ void kernel(int *out) { *out = 1 }

int main() { return 0; }
