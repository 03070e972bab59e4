// about: printf of a string at a bad address fails the kernel and nothing else
// only-anywarp: a GPU reads the string when it prints, in the driver, and that is another error
#include "../common/fault.h"

__global__ void print(const char *text) { printf("%s\n", text); }

int main() {
    return faults_with(cudaErrorIllegalAddress, [] { print<<<1, 1>>>((const char *)64); });
}
