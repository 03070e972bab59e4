// about: cuda::barrier of a block as compute capability 8.0 has it: test_wait, arrivals one by one
// nvcc: -arch=sm_80
#include "cuda-barrier.cu"
