// The second source of separate-managed-variables.cu: definitions, and uses on both sides.
#include "managed.h"
#include <cstring>

__managed__ Record record = {3, {1, 2, 3}};
__managed__ char text[16] = "begin";
static __managed__ int own = 100;

__device__ int twice() { return 2 * defined_in_main; }

__global__ static void other(int add) {
    record.count += add + own++;
    record.values[5] = text[0];
}

void from_other_host() {
    defined_in_main += own;
    strcpy(text, "other");
}

void launch_other() { other<<<1, 1>>>(7); }
