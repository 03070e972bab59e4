// All pairs of bodies, blocks of 256 threads: each tile is copied to shared memory, then every vector of bodies meets it.
#pragma once

#include "../vector.h"

const int TILE = 256;

struct Sums {
    Floats x, y, z;
};

static inline void meet(const float *tile, const float *bodies, Ints place, Sums &force) {
    Floats x = gather(bodies, place), y = gather(bodies, place + 1), z = gather(bodies, place + 2);
    Sums sum = force;
    for (int j = 0; j < TILE; j++) {
        Floats dx = tile[4 * j] - x, dy = tile[4 * j + 1] - y, dz = tile[4 * j + 2] - z;
        Floats inverse = 1.0f / square_root(dx * dx + dy * dy + dz * dz + 1e-3f);
        Floats scale = tile[4 * j + 3] * inverse * inverse * inverse;
        sum.x += dx * scale;
        sum.y += dy * scale;
        sum.z += dz * scale;
    }
    force = sum;
}

static void nbody(int n, const float *bodies, float *forces) {
    for (int block = 0; block < n; block += TILE) {
        float tile[4 * TILE];
        Sums force[TILE / WIDTH] = {};
        for (int start = 0; start < n; start += TILE) {
            for (int i = 0; i < 4 * TILE; i += WIDTH)
                store(tile + i, load(bodies + 4 * start + i));
            barrier(tile);
            for (int t = 0; t < TILE; t += WIDTH)
                meet(tile, bodies, 4 * (block + t + lanes()), force[t / WIDTH]);
            barrier(tile);
        }
        for (int t = 0; t < TILE; t += WIDTH) {
            Ints place = 4 * (block + t + lanes());
            scatter_lanes(forces, place, force[t / WIDTH].x);
            scatter_lanes(forces, place + 1, force[t / WIDTH].y);
            scatter_lanes(forces, place + 2, force[t / WIDTH].z);
            scatter_lanes(forces, place + 3, 0);
        }
    }
}
