// All pairs of bodies, tiles of them in shared memory: floating-point throughput and rsqrt.
#include "../bench.h"

const int TILE = 256;

__global__ void nbody(int n, const float4 *bodies, float4 *forces) {
    __shared__ float4 tile[TILE];
    int i = blockIdx.x * TILE + threadIdx.x;
    float4 me = bodies[i];
    float fx = 0, fy = 0, fz = 0;
    for (int start = 0; start < n; start += TILE) {
        tile[threadIdx.x] = bodies[start + threadIdx.x];
        __syncthreads();
#pragma unroll 8
        for (int j = 0; j < TILE; j++) {
            float dx = tile[j].x - me.x, dy = tile[j].y - me.y, dz = tile[j].z - me.z;
            float r2 = dx * dx + dy * dy + dz * dz + 1e-3f;
            float inverse = rsqrtf(r2);
            float scale = tile[j].w * inverse * inverse * inverse;
            fx += dx * scale;
            fy += dy * scale;
            fz += dz * scale;
        }
        __syncthreads();
    }
    forces[i] = make_float4(fx, fy, fz, 0);
}

int main(int argc, char **argv) {
    Bench bench("nbody", argc, argv);
    int n = bench.size(4096, 65536);
    std::vector<float> values = bench.random(4 * n);
    std::vector<float4> initial(n);
    memcpy(initial.data(), values.data(), n * sizeof(float4));
    Array<float4> bodies(initial), forces(n);
    bench.time([&] { nbody<<<n / TILE, TILE>>>(n, bodies, forces); });
    std::vector<float4> result = forces.host();
    std::vector<float> flat(4 * n);
    memcpy(flat.data(), result.data(), n * sizeof(float4));
    return bench.report(flat);
}
