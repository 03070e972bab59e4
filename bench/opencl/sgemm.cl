// Matrix product, tiles of TILE x TILE in local memory, one element a work-item.
kernel void sgemm(int n, global const float *a, global const float *b, global float *c) {
    local float as[TILE][TILE], bs[TILE][TILE];
    int x = get_local_id(0), y = get_local_id(1), row = get_global_id(1), column = get_global_id(0);
    float sum = 0;
    for (int start = 0; start < n; start += TILE) {
        as[y][x] = a[row * n + start + x];
        bs[y][x] = b[(start + y) * n + column];
        barrier(CLK_LOCAL_MEM_FENCE);
        for (int k = 0; k < TILE; k++)
            sum += as[y][k] * bs[k][x];
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    c[row * n + column] = sum;
}
