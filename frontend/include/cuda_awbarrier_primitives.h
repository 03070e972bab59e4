// __mbarrier_*: barriers in shared memory on which threads arrive and wait in two steps.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA C++ Programming Guide, "Asynchronous Barrier: Memory Barrier Primitives Interface".
#ifndef _CUDA_AWBARRIER_PRIMITIVES_H_
#define _CUDA_AWBARRIER_PRIMITIVES_H_

#include <cuda_runtime.h>
#include <stdint.h>

typedef uint64_t __mbarrier_t;
typedef uint64_t __mbarrier_token_t;

#define ANYWARP_MBARRIER static __device__ __forceinline__

// What CUDA's function gives on an H200; the instruction behind __mbarrier_init takes more.
ANYWARP_MBARRIER uint32_t __mbarrier_maximum_count(void) { return (1u << 14) - 1; }
ANYWARP_MBARRIER void __mbarrier_init(__mbarrier_t *barrier, uint32_t expected_count) {
    asm volatile("mbarrier.init.shared.b64 [%0], %1;" ::"l"(__cvta_generic_to_shared(barrier)), "r"(expected_count)
                 : "memory");
}
ANYWARP_MBARRIER void __mbarrier_inval(__mbarrier_t *barrier) {
    asm volatile("mbarrier.inval.shared.b64 [%0];" ::"l"(__cvta_generic_to_shared(barrier)) : "memory");
}
ANYWARP_MBARRIER __mbarrier_token_t __mbarrier_arrive(__mbarrier_t *barrier) {
    __mbarrier_token_t token;
    asm volatile("mbarrier.arrive.shared.b64 %0, [%1];" : "=l"(token) : "l"(__cvta_generic_to_shared(barrier)) : "memory");
    return token;
}
ANYWARP_MBARRIER __mbarrier_token_t __mbarrier_arrive_and_drop(__mbarrier_t *barrier) {
    __mbarrier_token_t token;
    asm volatile("mbarrier.arrive_drop.shared.b64 %0, [%1];"
                 : "=l"(token)
                 : "l"(__cvta_generic_to_shared(barrier))
                 : "memory");
    return token;
}
ANYWARP_MBARRIER bool __mbarrier_test_wait(__mbarrier_t *barrier, __mbarrier_token_t token) {
    uint32_t ended;
    asm volatile("{ .reg .pred p; mbarrier.test_wait.shared.b64 p, [%1], %2; selp.u32 %0, 1, 0, p; }"
                 : "=r"(ended)
                 : "l"(__cvta_generic_to_shared(barrier)), "l"(token)
                 : "memory");
    return ended;
}
ANYWARP_MBARRIER bool __mbarrier_test_wait_parity(__mbarrier_t *barrier, bool phase_parity) {
    uint32_t ended;
    asm volatile("{ .reg .pred p; mbarrier.test_wait.parity.shared.b64 p, [%1], %2; selp.u32 %0, 1, 0, p; }"
                 : "=r"(ended)
                 : "l"(__cvta_generic_to_shared(barrier)), "r"((uint32_t)phase_parity)
                 : "memory");
    return ended;
}
// May suspend the thread for up to so many nanoseconds; here it tests once, as the guide allows.
ANYWARP_MBARRIER bool __mbarrier_try_wait(__mbarrier_t *barrier, __mbarrier_token_t token, uint32_t) {
    return __mbarrier_test_wait(barrier, token);
}
ANYWARP_MBARRIER bool __mbarrier_try_wait_parity(__mbarrier_t *barrier, bool phase_parity, uint32_t) {
    return __mbarrier_test_wait_parity(barrier, phase_parity);
}
// How many arrivals the phase waited for before the one that gave the token.
ANYWARP_MBARRIER uint32_t __mbarrier_token_pending_count(__mbarrier_token_t token) {
    uint32_t count;
    asm("mbarrier.pending_count.b64 %0, %1;" : "=r"(count) : "l"(token));
    return count;
}

#undef ANYWARP_MBARRIER

#endif
