// <nv/target> chooses code per target.
#include <nv/target>

__host__ __device__ int where() {
    NV_IF_TARGET(NV_IS_HOST, (int a[2] = {1, 2}; return a[0];), (return threadIdx.x;))
    NV_IF_TARGET(NV_PROVIDES_SM_70, (return 70;))
    NV_DISPATCH_TARGET(NV_PROVIDES_SM_90, (return 90;), NV_PROVIDES_SM_80, (return 80;), NV_IS_HOST, (return 0;))
}
