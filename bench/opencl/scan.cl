// Work-efficient exclusive scan of each group's elements (Blelloch): barriers in loops, changing stride.
#define THREADS 256
#define ELEMENTS (2 * THREADS)

kernel void scan(global const float *in, global float *out) {
    local float values[ELEMENTS];
    int t = get_local_id(0), base = get_group_id(0) * ELEMENTS;
    values[2 * t] = in[base + 2 * t];
    values[2 * t + 1] = in[base + 2 * t + 1];
    int offset = 1;
    for (int active = THREADS; active > 0; active /= 2) {
        barrier(CLK_LOCAL_MEM_FENCE);
        if (t < active)
            values[offset * (2 * t + 2) - 1] += values[offset * (2 * t + 1) - 1];
        offset *= 2;
    }
    if (t == 0)
        values[ELEMENTS - 1] = 0;
    for (int active = 1; active < ELEMENTS; active *= 2) {
        offset /= 2;
        barrier(CLK_LOCAL_MEM_FENCE);
        if (t < active) {
            int low = offset * (2 * t + 1) - 1, high = offset * (2 * t + 2) - 1;
            float value = values[low];
            values[low] = values[high];
            values[high] += value;
        }
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    out[base + 2 * t] = values[2 * t];
    out[base + 2 * t + 1] = values[2 * t + 1];
}
