// The same few kilobytes again and again: instructions per element, not memory.
kernel void saxpy_cached(int n, int repeat, float a, global const float *x, global float *y) {
    int i = get_global_id(0);
    if (i < n)
        for (int r = 0; r < repeat; r++)
            y[i] = a * x[(i + r) % n] + y[i];
}
