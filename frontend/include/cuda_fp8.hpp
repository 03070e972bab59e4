/* The functions of cuda_fp8.h, which some programs name. */
#ifndef __CUDA_FP8_HPP__
#define __CUDA_FP8_HPP__
#include <cuda_fp8.h>
#endif
