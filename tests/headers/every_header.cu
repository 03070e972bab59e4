// Every header that programs include by name.
#include <builtin_types.h>
#include <channel_descriptor.h>
#include <common_functions.h>
#include <crt/device_functions.h>
#include <crt/host_config.h>
#include <crt/host_defines.h>
#include <crt/math_functions.h>
#include <cuComplex.h>
#include <cuda.h>
#include <cudaTypedefs.h>
#include <cudaProfiler.h>
#include <cuda_device_runtime_api.h>
#include <cuda_profiler_api.h>
#include <cuda_runtime.h>
#include <cuda_runtime_api.h>
#include <cuda_surface_types.h>
#include <cuda_texture_types.h>
#include <device_atomic_functions.h>
#include <device_double_functions.h>
#include <device_functions.h>
#include <device_launch_parameters.h>
#include <device_types.h>
#include <driver_functions.h>
#include <driver_types.h>
#include <host_config.h>
#include <host_defines.h>
#include <library_types.h>
#include <math_constants.h>
#include <math_functions.h>
#include <sm_20_atomic_functions.h>
#include <sm_20_intrinsics.h>
#include <sm_30_intrinsics.h>
#include <sm_32_atomic_functions.h>
#include <sm_32_intrinsics.h>
#include <sm_35_atomic_functions.h>
#include <sm_35_intrinsics.h>
#include <sm_60_atomic_functions.h>
#include <sm_61_intrinsics.h>
#include <surface_types.h>
#include <texture_types.h>
#include <vector_functions.h>
#include <vector_types.h>

__global__ void complex(cuFloatComplex *c, cuDoubleComplex *z) {
    c[0] = cuCaddf(cuCmulf(c[0], c[1]), cuCdivf(c[2], make_cuComplex(1, CUDART_PI_F)));
    z[0] = cuCfma(z[0], z[1], make_cuDoubleComplex(cuCabs(z[2]), CUDART_PI));
}
