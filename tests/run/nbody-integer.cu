// about: all-pairs tiles with barriers in a loop; integer "forces" so that the result is exact
#include "../common/test.h"

__global__ void forces(const int4 *bodies, int4 *out, int n) {
    extern __shared__ int4 tile[];
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    int4 me = bodies[i < n ? i : 0];
    int fx = 0, fy = 0, fz = 0;
    for (int base = 0; base < n; base += blockDim.x) {
        if (base + threadIdx.x < n)
            tile[threadIdx.x] = bodies[base + threadIdx.x];
        __syncthreads();
        int count = min((int)blockDim.x, n - base);
        for (int j = 0; j < count; j++) {
            int4 other = tile[j];
            int dx = other.x - me.x, dy = other.y - me.y, dz = other.z - me.z;
            int weight = other.w / (1 + abs(dx) + abs(dy) + abs(dz));
            fx += dx * weight;
            fy += dy * weight;
            fz += dz * weight;
        }
        __syncthreads();
    }
    if (i < n)
        out[i] = make_int4(fx, fy, fz, me.w);
}

int main() {
    const int n = 300;
    std::vector<int4> bodies(n);
    Random random(27);
    for (int4 &b : bodies)
        b = int4{random.between(-99, 99), random.between(-99, 99), random.between(-99, 99), random.between(1, 500)};
    std::vector<int> want, got;
    for (int4 me : bodies) {
        int f[3] = {0, 0, 0};
        for (int4 other : bodies) {
            int dx = other.x - me.x, dy = other.y - me.y, dz = other.z - me.z;
            int weight = other.w / (1 + abs(dx) + abs(dy) + abs(dz));
            f[0] += dx * weight;
            f[1] += dy * weight;
            f[2] += dz * weight;
        }
        want.insert(want.end(), {f[0], f[1], f[2], me.w});
    }
    Device<int4> db(bodies), out(n);
    forces<<<(n + 63) / 64, 64, 64 * sizeof(int4)>>>(db, out, n);
    FINISH();
    for (int4 v : out.host())
        got.insert(got.end(), {v.x, v.y, v.z, v.w});
    match("forces", got, want);
    return verdict();
}
