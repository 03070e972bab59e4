// A C program that includes the runtime and driver API; the layouts that CUDA 12 fixed.
#include <cuComplex.h>
#include <cuda.h>
#include <cuda_profiler_api.h>
#include <cuda_runtime.h>
#include <vector_types.h>

_Static_assert(sizeof(struct cudaDeviceProp) == 1032, "cudaDeviceProp");
_Static_assert(sizeof(struct cudaFuncAttributes) == 144, "cudaFuncAttributes");
_Static_assert(sizeof(struct cudaPointerAttributes) == 24, "cudaPointerAttributes");
_Static_assert(sizeof(struct cudaMemcpy3DParms) == 160, "cudaMemcpy3DParms");
_Static_assert(sizeof(struct cudaResourceDesc) == 64, "cudaResourceDesc");
_Static_assert(sizeof(struct cudaGraphNodeParams) == 256, "cudaGraphNodeParams");
_Static_assert(sizeof(cudaLaunchAttribute) == 72, "cudaLaunchAttribute");
_Static_assert(sizeof(cudaLaunchConfig_t) == 56, "cudaLaunchConfig_t");
_Static_assert(sizeof(float3) == 12 && sizeof(float4) == 16 && _Alignof(float4) == 16 && _Alignof(double2) == 16, "");
_Static_assert(sizeof(dim3) == 12 && sizeof(longlong4) == 32 && _Alignof(uchar4) == 4 && _Alignof(short2) == 4, "");
_Static_assert(sizeof(CUgraphNodeParams) == 256 && sizeof(CUlaunchAttribute) == 72 && sizeof(CUlaunchConfig) == 56, "");
_Static_assert(sizeof(CUDA_RESOURCE_DESC) == 144 && sizeof(CUDA_MEMCPY3D) == 200, "");
_Static_assert(sizeof(CUmemAllocationProp) == 32 && sizeof(CUstreamBatchMemOpParams) == 48, "");

int main(void) {
    struct cudaDeviceProp properties;
    dim3 grid = {1, 1, 1};
    void *p = NULL;
    CUdevice device;
    cuFloatComplex c = cuCmulf(make_cuFloatComplex(1, 2), make_cuFloatComplex(3, 4));
    if (cudaGetDeviceProperties(&properties, 0) != cudaSuccess || cuDeviceGet(&device, 0) != CUDA_SUCCESS)
        return 1;
    if (cudaMalloc(&p, 16) != cudaSuccess || cudaMemcpy(p, &grid, sizeof grid, cudaMemcpyHostToDevice) != cudaSuccess)
        return 1;
    return (int)cuCrealf(c) + (int)cudaFree(p);
}
