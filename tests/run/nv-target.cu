// about: <nv/target> chooses code by architecture, and host or device
// nvcc: -arch=sm_80
#include "../common/test.h"
#include <nv/target>

__host__ __device__ int where() {
    NV_IF_TARGET(NV_IS_HOST, (int a[2] = {1, 2}; return a[0];))
    NV_DISPATCH_TARGET(NV_PROVIDES_SM_90, (return 90;), NV_PROVIDES_SM_80, (return 80;), NV_IS_HOST, (return 0;))
}
__host__ __device__ int exactly() {
    int value = 3;
    NV_IF_ELSE_TARGET(NV_IS_EXACTLY_SM_80, (value = 800;), (value = 4;))
    return value;
}

__global__ void kernel(int *out) {
    out[0] = where();
    out[1] = exactly();
}

int main() {
    Device<int> out(2);
    kernel<<<1, 1>>>(out);
    FINISH();
    match("device", out.host(), std::vector<int>{80, 800});
    EXPECT(where() == 1);
    EXPECT(exactly() == 4);
    return verdict();
}
