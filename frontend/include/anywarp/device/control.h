// Barriers, fences, clocks, traps and address spaces: what steers a thread rather than computes.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// __syncthreads() itself is a builtin of clang.
#ifndef ANYWARP_DEVICE_CONTROL_H
#define ANYWARP_DEVICE_CONTROL_H

ANYWARP_DEVICE_ONLY int __syncthreads_count(int predicate) { return __nvvm_bar0_popc(predicate); }
ANYWARP_DEVICE_ONLY int __syncthreads_and(int predicate) { return __nvvm_bar0_and(predicate); }
ANYWARP_DEVICE_ONLY int __syncthreads_or(int predicate) { return __nvvm_bar0_or(predicate); }
ANYWARP_DEVICE_ONLY void __barrier_sync(unsigned int id) { __nvvm_barrier_sync(id); }
ANYWARP_DEVICE_ONLY void __barrier_sync_count(unsigned int id, unsigned int count) { __nvvm_barrier_sync_cnt(id, count); }

ANYWARP_DEVICE_ONLY void __threadfence_block(void) { __nvvm_membar_cta(); }
ANYWARP_DEVICE_ONLY void __threadfence(void) { __nvvm_membar_gl(); }
ANYWARP_DEVICE_ONLY void __threadfence_system(void) { __nvvm_membar_sys(); }

// Cycle counters, of the frequency that cudaDevAttrClockRate tells.
ANYWARP_DEVICE clock_t clock(void) { return (clock_t)__nvvm_read_ptx_sreg_clock(); }
ANYWARP_DEVICE_ONLY long long clock64(void) { return __nvvm_read_ptx_sreg_clock64(); }
ANYWARP_DEVICE_ONLY unsigned long long __globaltimer(void) {
    return (unsigned long long)__nvvm_read_ptx_sreg_globaltimer();
}
// Suspends the thread for about `ns` nanoseconds, at most 1 ms.
ANYWARP_DEVICE_ONLY void __nanosleep(unsigned int ns) { __nvvm_nanosleep(ns); }

ANYWARP_DEVICE_ONLY __attribute__((noreturn)) void __trap(void) { __builtin_trap(); }
// A breakpoint without a debugger ends the kernel, as on a GPU.
ANYWARP_DEVICE_ONLY void __brkpt(int = 0) { __builtin_trap(); }
// Counters of a profiler: none here.
ANYWARP_DEVICE_ONLY void __prof_trigger(int) {}

ANYWARP_DEVICE_ONLY __attribute__((const)) unsigned int __isGlobal(const void *p) { return __nvvm_isspacep_global(p); }
ANYWARP_DEVICE_ONLY __attribute__((const)) unsigned int __isShared(const void *p) { return __nvvm_isspacep_shared(p); }
ANYWARP_DEVICE_ONLY __attribute__((const)) unsigned int __isConstant(const void *p) { return __nvvm_isspacep_const(p); }
ANYWARP_DEVICE_ONLY __attribute__((const)) unsigned int __isLocal(const void *p) { return __nvvm_isspacep_local(p); }
// A cluster has one block here.
ANYWARP_DEVICE_ONLY __attribute__((const)) unsigned int __isClusterShared(const void *p) {
    return __nvvm_isspacep_shared(p);
}
// A kernel parameter marked __grid_constant__ lies in constant memory.
ANYWARP_DEVICE_ONLY __attribute__((const)) unsigned int __isGridConstant(const void *p) {
    return __nvvm_isspacep_const(p);
}

// Access properties are hints for a cache: the pointer stays what it is.
ANYWARP_DEVICE_ONLY void *__nv_associate_access_property(const void *p, unsigned long long) { return (void *)p; }

// Programmatic dependent launch: a grid begins when those before it in its stream have ended, so there is nothing to
// wait for and nobody to tell.
ANYWARP_DEVICE_ONLY void cudaGridDependencySynchronize(void) {}
ANYWARP_DEVICE_ONLY void cudaTriggerProgrammaticLaunchCompletion(void) {}

// Every block is a cluster of its own.
ANYWARP_DEVICE_ONLY dim3 __clusterDim(void) { return dim3(1, 1, 1); }
ANYWARP_DEVICE_ONLY unsigned int __clusterDimIsSpecified(void) { return 0; }
ANYWARP_DEVICE_ONLY unsigned int __clusterSizeInBlocks(void) { return 1; }
ANYWARP_DEVICE_ONLY dim3 __clusterRelativeBlockIdx(void) { return dim3(0, 0, 0); }
ANYWARP_DEVICE_ONLY unsigned int __clusterRelativeBlockRank(void) { return 0; }
ANYWARP_DEVICE_ONLY dim3 __clusterIdx(void) { return dim3(blockIdx.x, blockIdx.y, blockIdx.z); }
ANYWARP_DEVICE_ONLY dim3 __clusterGridDimInClusters(void) { return dim3(gridDim.x, gridDim.y, gridDim.z); }

// Barriers of thread block clusters: refused where a kernel reaches them.
ANYWARP_DEVICE_ONLY void __cluster_barrier_arrive(void) { __asm__ volatile("barrier.cluster.arrive;" ::: "memory"); }
ANYWARP_DEVICE_ONLY void __cluster_barrier_arrive_relaxed(void) {
    __asm__ volatile("barrier.cluster.arrive.relaxed;" ::: "memory");
}
ANYWARP_DEVICE_ONLY void __cluster_barrier_wait(void) { __asm__ volatile("barrier.cluster.wait;" ::: "memory"); }

#define ANYWARP_CVTA(name, space) \
    ANYWARP_DEVICE_ONLY size_t __cvta_generic_to_##name(const void *p) { \
        return (size_t)(__attribute__((address_space(space))) const void *)p; \
    } \
    ANYWARP_DEVICE_ONLY void *__cvta_##name##_to_generic(size_t p) { \
        return (void *)(__attribute__((address_space(space))) void *)p; \
    }
ANYWARP_CVTA(global, 1)
ANYWARP_CVTA(shared, 3)
ANYWARP_CVTA(constant, 4)
ANYWARP_CVTA(local, 5)
#undef ANYWARP_CVTA

#endif
