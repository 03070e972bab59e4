/* The functions of cuda_bf16.h, which some programs name. */
#ifndef __CUDA_BF16_HPP__
#define __CUDA_BF16_HPP__
#include <cuda_bf16.h>
#endif
