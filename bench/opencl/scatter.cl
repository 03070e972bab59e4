// Writes to a permutation where a condition holds.
kernel void scatter(int n, int mask, global const float *from, global float *to) {
    int i = get_global_id(0);
    if (i < n && from[i] > 0.5f)
        to[(i * 40503u + 7) & mask] = from[i] * 2.0f;
}
