// 3x3 convolution with weights in constant memory.
kernel void convolution(int n, constant float *weights, global const float *in, global float *out) {
    int x = get_global_id(0), y = get_global_id(1);
    if (x < 1 || y < 1 || x >= n - 1 || y >= n - 1)
        return;
    float sum = 0;
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++)
            sum += weights[(dy + 1) * 3 + dx + 1] * in[(y + dy) * n + x + dx];
    out[y * n + x] = sum;
}
