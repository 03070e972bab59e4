// Macros with short names before any header, as -D gives them, do not reach into the headers.
// flags: -DN=64 -DT=float -DU=int -DV=7 -DE=2 -DP=3 -DS=4 -DSize=5 -DGroup=6 -DFormat=8 -DOperation=9
#define F 3
#include <cooperative_groups.h>
#include <cooperative_groups/memcpy_async.h>
#include <cooperative_groups/reduce.h>
#include <cooperative_groups/scan.h>
#include <cuda_bf16.h>
#include <cuda_fp8.h>
#include <cuda_pipeline.h>

__global__ void kernel(half *h, T *t) {
    h[N] = h[F];
    t[U(1)] = t[V] + E + P + S + Size + Group + Format + Operation;
}
