// Sums with a grid-stride loop, then a tree in local memory.
#define THREADS 256

kernel void reduction(int n, global const float *in, global float *sums) {
    local float partial[THREADS];
    int t = get_local_id(0);
    float sum = 0;
    for (int i = get_group_id(0) * THREADS + t; i < n; i += get_num_groups(0) * THREADS)
        sum += in[i];
    partial[t] = sum;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int reach = THREADS / 2; reach > 0; reach /= 2) {
        if (t < reach)
            partial[t] += partial[t + reach];
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    if (t == 0)
        sums[get_group_id(0)] = partial[0];
}
