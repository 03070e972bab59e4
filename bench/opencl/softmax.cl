// Softmax of rows, one group a row: two reductions and exp.
#define THREADS 256

float group_reduce(float value, local float *scratch, bool maximum) {
    int t = get_local_id(0);
    scratch[t] = value;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int reach = THREADS / 2; reach > 0; reach /= 2) {
        if (t < reach) {
            float a = scratch[t], b = scratch[t + reach];
            scratch[t] = maximum ? fmax(a, b) : a + b;
        }
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    float result = scratch[0];
    barrier(CLK_LOCAL_MEM_FENCE);
    return result;
}

kernel void softmax(int columns, global const float *in, global float *out) {
    local float scratch[THREADS];
    global const float *row = in + (size_t)get_group_id(0) * columns;
    global float *to = out + (size_t)get_group_id(0) * columns;
    float largest = -INFINITY, sum = 0;
    for (int i = get_local_id(0); i < columns; i += THREADS)
        largest = fmax(largest, row[i]);
    largest = group_reduce(largest, scratch, true);
    for (int i = get_local_id(0); i < columns; i += THREADS)
        sum += exp(row[i] - largest);
    sum = group_reduce(sum, scratch, false);
    for (int i = get_local_id(0); i < columns; i += THREADS)
        to[i] = exp(row[i] - largest) / sum;
}
