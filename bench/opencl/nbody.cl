// All pairs of bodies, tiles of them in local memory: floating-point throughput and rsqrt.
#define TILE 256

kernel void nbody(int n, global const float4 *bodies, global float4 *forces) {
    local float4 tile[TILE];
    int t = get_local_id(0), i = get_global_id(0);
    float4 me = bodies[i];
    float fx = 0, fy = 0, fz = 0;
    for (int start = 0; start < n; start += TILE) {
        tile[t] = bodies[start + t];
        barrier(CLK_LOCAL_MEM_FENCE);
#pragma unroll 8
        for (int j = 0; j < TILE; j++) {
            float dx = tile[j].x - me.x, dy = tile[j].y - me.y, dz = tile[j].z - me.z;
            float r2 = dx * dx + dy * dy + dz * dz + 1e-3f;
            float inverse = rsqrt(r2);
            float scale = tile[j].w * inverse * inverse * inverse;
            fx += dx * scale;
            fy += dy * scale;
            fz += dz * scale;
        }
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    forces[i] = (float4)(fx, fy, fz, 0);
}
