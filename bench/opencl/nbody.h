// Launches nbody.cl in the shape of kernels/nbody.cu.
#pragma once

static void nbody(int n, const float *bodies, float *forces) {
    static Kernel kernel("nbody", "nbody.cl");
    kernel.launch(n, 256, n, bodies, forces);
}
