// All pairs of bodies, as nested loops.
#pragma once

static void nbody(int n, const float *bodies, float *__restrict forces) {
    for (int i = 0; i < n; i++) {
        float fx = 0, fy = 0, fz = 0;
        for (int j = 0; j < n; j++) {
            float dx = bodies[4 * j] - bodies[4 * i], dy = bodies[4 * j + 1] - bodies[4 * i + 1];
            float dz = bodies[4 * j + 2] - bodies[4 * i + 2];
            float inverse = 1.0f / sqrtf(dx * dx + dy * dy + dz * dz + 1e-3f);
            float scale = bodies[4 * j + 3] * inverse * inverse * inverse;
            fx += dx * scale;
            fy += dy * scale;
            fz += dz * scale;
        }
        forces[4 * i] = fx;
        forces[4 * i + 1] = fy;
        forces[4 * i + 2] = fz;
    }
}
