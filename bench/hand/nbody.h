// All pairs of bodies: WIDTH of them meet each other one.
#pragma once

#include "../vector.h"

static void nbody(int n, const float *bodies, float *__restrict forces) {
    for (int i = 0; i < n; i += WIDTH) {
        Ints place = 4 * (lanes() + i);
        Floats x = gather(bodies, place), y = gather(bodies, place + 1), z = gather(bodies, place + 2);
        Floats fx = 0, fy = 0, fz = 0;
        for (int j = 0; j < n; j++) {
            Floats dx = bodies[4 * j] - x, dy = bodies[4 * j + 1] - y, dz = bodies[4 * j + 2] - z;
            Floats inverse = 1.0f / square_root(dx * dx + dy * dy + dz * dz + 1e-3f);
            Floats scale = bodies[4 * j + 3] * inverse * inverse * inverse;
            fx += dx * scale;
            fy += dy * scale;
            fz += dz * scale;
        }
        scatter_lanes(forces, place, fx);
        scatter_lanes(forces, place + 1, fy);
        scatter_lanes(forces, place + 2, fz);
    }
}
