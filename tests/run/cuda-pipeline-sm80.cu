// about: cuda::pipeline and memcpy_async as compute capability 8.0 has them: cp.async and test_wait
// nvcc: -arch=sm_80
#include "cuda-pipeline.cu"
