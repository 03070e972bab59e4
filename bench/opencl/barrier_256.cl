// What a barrier costs: a group of 256 work-items that stores a word, meets, and loads one, again and again.
kernel void barrier_256(int count, global uint *out) {
    local uint values[2][256];
    int t = get_local_id(0);
    uint value = t;
    for (int i = 0; i < count; i++) {
        values[i % 2][t] = value;
        barrier(CLK_LOCAL_MEM_FENCE);
        value += values[i % 2][i % 256];
    }
    out[t] = value;
}
