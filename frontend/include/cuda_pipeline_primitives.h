// __pipeline_*: copies from global to shared memory that run beside the thread, in batches.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA C++ Programming Guide, "Pipeline Primitives Interface". A copy is done when its call returns, which is one of the
// orders that the guide allows: batches are nothing then.
#ifndef _CUDA_PIPELINE_PRIMITIVES_H_
#define _CUDA_PIPELINE_PRIMITIVES_H_

#include <cuda_awbarrier_primitives.h>
#include <stddef.h>

#define ANYWARP_PIPELINE static __device__ __forceinline__

// Copies 4, 8 or 16 bytes, of which the last `zfill` become zero. Both addresses are multiples of the size.
ANYWARP_PIPELINE void __pipeline_memcpy_async(void *__restrict__ dst_shared, const void *__restrict__ src_global,
    size_t size_and_align, size_t zfill = 0) {
    if (zfill != 0) {
        __builtin_memset(dst_shared, 0, size_and_align);
        __builtin_memcpy(dst_shared, src_global, size_and_align - zfill);
    } else if (size_and_align == 16) {
        *(int4 *)dst_shared = *(const int4 *)src_global;
    } else if (size_and_align == 8) {
        *(int2 *)dst_shared = *(const int2 *)src_global;
    } else {
        *(int *)dst_shared = *(const int *)src_global;
    }
}
ANYWARP_PIPELINE void __pipeline_commit(void) {}
ANYWARP_PIPELINE void __pipeline_wait_prior(size_t) {}
// Arrives when the copies before it are done: the arrival that it adds and the one that it makes cancel out.
ANYWARP_PIPELINE void __pipeline_arrive_on(__mbarrier_t *barrier) {
    asm volatile("cp.async.mbarrier.arrive.shared.b64 [%0];" ::"l"(__cvta_generic_to_shared(barrier)) : "memory");
}

#undef ANYWARP_PIPELINE

#endif
