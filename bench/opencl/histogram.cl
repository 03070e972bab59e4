// Counts values with atomics in local memory, then adds them to the whole.
#define BINS 256

kernel void histogram(int n, global const int *values, global int *counts) {
    local int mine[BINS];
    int t = get_local_id(0);
    mine[t] = 0;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int i = get_global_id(0); i < n; i += get_global_size(0))
        atomic_add(&mine[values[i]], 1);
    barrier(CLK_LOCAL_MEM_FENCE);
    atomic_add(&counts[t], mine[t]);
}
