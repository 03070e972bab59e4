// Warp functions of every type: shuffles, votes, match, reduce.

template <class T> __device__ void shuffle(T *p, T v) {
    p[0] = __shfl_sync(0xffffffff, v, 0);
    p[1] = __shfl_up_sync(0xffffffff, v, 1);
    p[2] = __shfl_down_sync(0xffffffff, v, 1, 16);
    p[3] = __shfl_xor_sync(0xffffffff, v, 1, 8);
}

__global__ void all(int *i, unsigned *u, long *l, unsigned long *m, long long *w, unsigned long long *x, float *f, double *d) {
    shuffle(i, 1);
    shuffle(u, 1u);
    shuffle(l, 1l);
    shuffle(m, 1ul);
    shuffle(w, 1ll);
    shuffle(x, 1ull);
    shuffle(f, 1.0f);
    shuffle(d, 1.0);
    u[0] = __ballot_sync(0xffffffff, i[0] > 0) + __activemask() + __any_sync(~0u, i[0]) + __all_sync(~0u, i[0]) + __fns(u[0], 0, 1);
    __syncwarp();
    __syncwarp(0xff);
    u[1] = __match_any_sync(~0u, i[0]) + __match_any_sync(~0u, d[0]) + __match_any_sync(~0u, x[0]);
    u[2] = __match_all_sync(~0u, f[0], i) + __match_all_sync(~0u, w[0], i);
    u[3] = __reduce_add_sync(~0u, u[0]) + __reduce_min_sync(~0u, u[0]) + __reduce_or_sync(~0u, u[0]);
    i[4] = __reduce_add_sync(~0u, i[0]) + __reduce_max_sync(~0u, i[0]);
}
