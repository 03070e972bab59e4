// Iterations of points, one after the other.
#pragma once

static void mandelbrot(int n, int limit, int *iterations) {
    for (int y = 0; y < n; y++)
        for (int x = 0; x < n; x++) {
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
}
