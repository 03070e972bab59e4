// Launches mandelbrot.cl in the shape of kernels/mandelbrot.cu.
#pragma once

static void mandelbrot(int n, int limit, int *iterations) {
    static Kernel kernel("mandelbrot", "mandelbrot.cl");
    kernel.launch({in_groups(n, 16), in_groups(n, 16)}, {16, 16}, n, limit, iterations);
}
