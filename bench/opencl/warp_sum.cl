// What the sum of 32 work-items costs; there are no shuffles without subgroups of 32 (PoCL 3.1 has none).
kernel void warp_sum(int count, global uint *out) {
    local uint values[2][256];
    int t = get_local_id(0), turn = 0;
    uint value = t;
    for (int i = 0; i < count; i++) {
        uint sum = value;
        for (int distance = 16; distance > 0; distance /= 2, turn ^= 1) {
            values[turn][t] = sum;
            barrier(CLK_LOCAL_MEM_FENCE);
            sum += values[turn][t ^ distance];
        }
        value = 3 * value + sum;
    }
    out[t] = value;
}
