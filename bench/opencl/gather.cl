// Reads through random indices.
kernel void gather(int n, global const int *indices, global const float *from, global float *to) {
    int i = get_global_id(0);
    if (i < n)
        to[i] = from[indices[i]];
}
