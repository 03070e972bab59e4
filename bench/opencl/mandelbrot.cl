// Iterations until a point leaves the circle: divergent loops.
kernel void mandelbrot(int n, int limit, global int *iterations) {
    int x = get_global_id(0), y = get_global_id(1);
    if (x >= n || y >= n)
        return;
    float cr = -2.0f + 3.0f * x / n, ci = -1.5f + 3.0f * y / n, r = 0, i = 0;
    int count = 0;
    while (count < limit && r * r + i * i < 4.0f) {
        float next = r * r - i * i + cr;
        i = 2.0f * r * i + ci;
        r = next;
        count++;
    }
    iterations[y * n + x] = count;
}
