// Sums of 32 work-items each. There are no shuffles without subgroups of 32 (PoCL 3.1 has none): they go through local memory.
kernel void shuffle_reduction(int n, global const float *in, global float *sums) {
    local float values[256];
    int t = get_local_id(0), lane = t % 32;
    float sum = 0;
    for (int i = get_global_id(0); i < n; i += get_global_size(0))
        sum += in[i];
    for (int distance = 16; distance > 0; distance /= 2) {
        values[t] = sum;
        barrier(CLK_LOCAL_MEM_FENCE);
        sum += values[lane + distance < 32 ? t + distance : t];
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    if (lane == 0)
        sums[get_global_id(0) / 32] = sum;
}
