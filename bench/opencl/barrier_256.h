// Launches barrier_256.cl in the shape of costs/barrier_256.cu.
#pragma once

static void barrier_256(int count, unsigned *out) {
    static Kernel kernel("barrier_256", "barrier_256.cl");
    kernel.launch(256, 256, count, out);
}
