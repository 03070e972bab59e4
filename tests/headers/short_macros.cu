// Macros with short names before any header, as -D gives them, do not reach into the headers.
// flags: -DN=64
#define F 3
#include <cuda_bf16.h>
#include <cuda_fp8.h>

__global__ void k(half *h) { h[N] = h[F]; }
