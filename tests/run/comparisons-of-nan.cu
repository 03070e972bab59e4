// about: isless, isunordered and their kin in kernels: false, or true, where a NaN takes part
// only-anywarp: nvcc 13 calls them host functions, and wants an experimental flag for them in kernels
#include "../common/test.h"

__global__ void compare(float f, float none, int *bad) {
    *bad = !(isunordered(f, none) && !isgreater(f, none) && !isless(f, none) && !islessequal(f, none));
    *bad += !(!isgreaterequal(f, none) && !islessgreater(f, none) && islessgreater(f, 1.0f) && isgreaterequal(f, f));
    *bad += !(isless(1.0f, f) && islessequal(f, f) && isgreater(f, 1.0f) && !isunordered(f, f));
}

int main() {
    Device<int> bad(1);
    compare<<<1, 1>>>(2.5f, NAN, bad);
    FINISH();
    match("wrong", bad.host()[0], 0);
    return verdict();
}
