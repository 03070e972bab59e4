// Gravitation of N bodies with shared-memory tiles, checked against the same computation on the CPU.
//
// Every thread sums the forces on one body; a block loads one tile of bodies at a time into shared memory, so that
// each is read from global memory once per block.

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

constexpr int TILE = 128;
constexpr float SOFTENING = 1e-3f;
constexpr float STEP = 1e-3f;

#define CHECK(call)                                                                     \
    do {                                                                                \
        cudaError_t status = (call);                                                    \
        if (status != cudaSuccess) {                                                    \
            std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, cudaGetErrorString(status)); \
            std::exit(1);                                                               \
        }                                                                               \
    } while (0)

// Adds the pull of `other` (w is its mass) on a body at `at`.
__host__ __device__ inline float3 pull(float3 sum, float4 at, float4 other) {
    float dx = other.x - at.x, dy = other.y - at.y, dz = other.z - at.z;
    float distance2 = dx * dx + dy * dy + dz * dz + SOFTENING;
    float inverse = 1.0f / sqrtf(distance2);
    float scale = other.w * inverse * inverse * inverse;
    return make_float3(sum.x + dx * scale, sum.y + dy * scale, sum.z + dz * scale);
}

__host__ __device__ inline void move(float4 &position, float4 &velocity, float3 force) {
    velocity.x += force.x * STEP;
    velocity.y += force.y * STEP;
    velocity.z += force.z * STEP;
    position.x += velocity.x * STEP;
    position.y += velocity.y * STEP;
    position.z += velocity.z * STEP;
}

__global__ void step(const float4 *before, float4 *after, float4 *velocities, int n) {
    __shared__ float4 tile[TILE];
    int body = blockIdx.x * blockDim.x + threadIdx.x;
    float4 position = body < n ? before[body] : make_float4(0, 0, 0, 0);
    float3 force = make_float3(0, 0, 0);
    for (int first = 0; first < n; first += TILE) {
        int loaded = first + threadIdx.x;
        tile[threadIdx.x] = loaded < n ? before[loaded] : make_float4(0, 0, 0, 0);
        __syncthreads();
        for (int other = 0; other < TILE; ++other) force = pull(force, position, tile[other]);
        __syncthreads();
    }
    if (body < n) {
        move(position, velocities[body], force);
        after[body] = position;
    }
}

static void step_on_cpu(const std::vector<float4> &before, std::vector<float4> &after, std::vector<float4> &velocities) {
    for (size_t body = 0; body < before.size(); ++body) {
        float4 position = before[body];
        float3 force = make_float3(0, 0, 0);
        for (const float4 &other : before) force = pull(force, position, other);
        move(position, velocities[body], force);
        after[body] = position;
    }
}

static float random_in(float low, float high) { return low + (high - low) * (std::rand() / (float)RAND_MAX); }

int main(int argc, char **argv) {
    int n = argc > 1 ? std::atoi(argv[1]) : 4000;
    int steps = argc > 2 ? std::atoi(argv[2]) : 5;
    if (n < 1 || steps < 1) {
        std::fprintf(stderr, "usage: nbody [BODIES [STEPS]]\n");
        return 2;
    }

    std::vector<float4> positions(n), velocities(n, make_float4(0, 0, 0, 0)), moved(n);
    for (float4 &body : positions) {
        body = make_float4(random_in(-1, 1), random_in(-1, 1), random_in(-1, 1), random_in(0.1f, 1.0f) / n);
    }

    cudaDeviceProp properties;
    CHECK(cudaGetDeviceProperties(&properties, 0));
    std::printf("device: %s, %d multiprocessors\n", properties.name, properties.multiProcessorCount);

    size_t bytes = n * sizeof(float4);
    float4 *before, *after, *device_velocities;
    CHECK(cudaMalloc(&before, bytes));
    CHECK(cudaMalloc(&after, bytes));
    CHECK(cudaMalloc(&device_velocities, bytes));
    CHECK(cudaMemcpy(before, positions.data(), bytes, cudaMemcpyHostToDevice));
    CHECK(cudaMemcpy(device_velocities, velocities.data(), bytes, cudaMemcpyHostToDevice));

    cudaEvent_t begin, end;
    CHECK(cudaEventCreate(&begin));
    CHECK(cudaEventCreate(&end));
    CHECK(cudaEventRecord(begin));
    for (int i = 0; i < steps; ++i) {
        step<<<(n + TILE - 1) / TILE, TILE>>>(before, after, device_velocities, n);
        CHECK(cudaGetLastError());
        std::swap(before, after);
    }
    CHECK(cudaEventRecord(end));
    CHECK(cudaEventSynchronize(end));
    float device_ms;
    CHECK(cudaEventElapsedTime(&device_ms, begin, end));
    std::vector<float4> result(n);
    CHECK(cudaMemcpy(result.data(), before, bytes, cudaMemcpyDeviceToHost));

    auto cpu_begin = std::chrono::steady_clock::now();
    for (int i = 0; i < steps; ++i) {
        step_on_cpu(positions, moved, velocities);
        positions.swap(moved);
    }
    double cpu_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - cpu_begin).count();

    // The device contracts a*b+c to one rounding, the CPU may not: n forces of relative error 1e-7 each, scaled by
    // STEP twice, differ by far less than this bound.
    float worst = 0;
    for (int i = 0; i < n; ++i) {
        worst = std::fmax(worst, std::fabs(result[i].x - positions[i].x));
        worst = std::fmax(worst, std::fabs(result[i].y - positions[i].y));
        worst = std::fmax(worst, std::fabs(result[i].z - positions[i].z));
    }
    bool good = worst <= 1e-5f;
    std::printf("bodies: %d, steps: %d\n", n, steps);
    std::printf("time: %.1f ms on the device, %.1f ms in one CPU thread\n", device_ms, cpu_ms);
    std::printf("largest difference: %.2g\n%s\n", worst, good ? "PASSED" : "FAILED");

    CHECK(cudaFree(before));
    CHECK(cudaFree(after));
    CHECK(cudaFree(device_velocities));
    return good ? 0 : 1;
}
