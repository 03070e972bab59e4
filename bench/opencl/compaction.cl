// Keeps the elements that pass a test, by one mask and one atomic for 32 work-items. There are no ballots without subgroups of
// 32 (PoCL 3.1 has none), so masks are made in local memory.
kernel void compaction(int n, global const float *in, global float *out, global int *count) {
    local uint masks[8];
    local int bases[8];
    int i = get_global_id(0), lane = get_local_id(0) % 32, warp = get_local_id(0) / 32;
    float value = i < n ? in[i] : 0;
    if (lane == 0)
        masks[warp] = 0;
    barrier(CLK_LOCAL_MEM_FENCE);
    if (value > 0.5f)
        atomic_or(&masks[warp], 1u << lane);
    barrier(CLK_LOCAL_MEM_FENCE);
    uint kept = masks[warp];
    if (lane == 0)
        bases[warp] = atomic_add(count, (int)popcount(kept));
    barrier(CLK_LOCAL_MEM_FENCE);
    if (value > 0.5f)
        out[bases[warp] + popcount(kept & ((1u << lane) - 1))] = value;
}
