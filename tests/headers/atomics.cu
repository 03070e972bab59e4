// Atomic functions of every operation, type and scope, and nvcc 12.8's generic ones; fences and barriers.

template <class T> __device__ void integer(T *p, T v) {
    p[0] = atomicExch(p, v) + atomicCAS(p, v, v) + atomicAnd(p, v) + atomicOr(p, v) + atomicXor(p, v) + atomicMin(p, v);
    p[1] = atomicMax(p, v) + atomicExch_block(p, v) + atomicCAS_system(p, v, v) + atomicMax_block(p, v) + atomicOr_system(p, v);
}

template <class T> __device__ void sum(T *p, T v) {
    p[0] = atomicAdd(p, v) + atomicAdd_block(p, v) + atomicAdd_system(p, v);
}

__global__ void all(int *i, unsigned *u, unsigned long long *w, long long *l, float *f, double *d, unsigned short *s) {
    integer(i, 1);
    integer(u, 1u);
    integer(w, 1ull);
    sum(i, 1);
    sum(u, 1u);
    sum(w, 1ull);
    sum(f, 1.0f);
    sum(d, 1.0);
    l[0] = atomicMin(l, 1ll) + atomicMax(l, 2ll) + atomicAnd(l, 1ll) + atomicOr(l, 1ll) + atomicXor(l, 1ll);
    u[0] = atomicInc(u, 7) + atomicDec(u, 7) + atomicInc_system(u, 7) + atomicSub(u, 1u) + atomicAdd(u, -1);
    i[0] = atomicSub(i, 1) + atomicSub_block(i, 1) + atomicCAS(s, (unsigned short)1, (unsigned short)2);
    f[0] = atomicExch(f, 2.0f) + atomicExch_system(f, 2);
}

__global__ void generic(int *i, double *d, float *f) {
    int old = __nv_atomic_load_n(i, __NV_ATOMIC_ACQUIRE, __NV_THREAD_SCOPE_DEVICE);
    __nv_atomic_load(i, &old, __NV_ATOMIC_RELAXED);
    __nv_atomic_store_n(i, old, __NV_ATOMIC_RELEASE, __NV_THREAD_SCOPE_BLOCK);
    __nv_atomic_compare_exchange_n(i, &old, 3, false, __NV_ATOMIC_SEQ_CST, __NV_ATOMIC_RELAXED);
    i[1] = __nv_atomic_fetch_add(i, 1, __NV_ATOMIC_RELAXED, __NV_THREAD_SCOPE_SYSTEM);
    i[2] = __nv_atomic_fetch_max(i, 1, __NV_ATOMIC_ACQ_REL) + __nv_atomic_exchange_n(i, 2, __NV_ATOMIC_RELAXED);
    d[0] = __nv_atomic_fetch_add(d, 1.0, __NV_ATOMIC_RELAXED);
    f[0] = __nv_atomic_fetch_add(f, 1.0f, __NV_ATOMIC_RELAXED, __NV_THREAD_SCOPE_CLUSTER);
    __nv_atomic_min(i, 1, __NV_ATOMIC_RELAXED);
    __nv_atomic_thread_fence(__NV_ATOMIC_SEQ_CST, __NV_THREAD_SCOPE_DEVICE);
}

__global__ void order(int *i) {
    __threadfence();
    __threadfence_block();
    __threadfence_system();
    __syncthreads();
    i[0] = __syncthreads_count(i[0]) + __syncthreads_and(i[1]) + __syncthreads_or(i[2]);
}
