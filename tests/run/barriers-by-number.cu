// about: numbered barriers of some warps, __uni_sync, and what a launch without clusters and dependents says of them
#include "../common/test.h"

// Each half of the block has its own barrier and goes its own number of rounds.
__global__ void rounds(int *out) {
    __shared__ int cells[2][128];
    int i = threadIdx.x, half = i / 64, first = half * 64;
    cells[0][i] = i * 3;
    __barrier_sync(0);
    int last = half ? 5 : 2;
    for (int round = 0; round < last; round++) {
        int next = cells[round & 1][first + (i + 1) % 64] + round;
        cells[(round + 1) & 1][i] = next;
        __barrier_sync_count(half + 1, 64);
    }
    int mine = cells[last & 1][i];
    __barrier_sync(3);
    cells[0][i] = mine;
    __barrier_sync(15);
    out[blockIdx.x * 128 + i] = cells[0][127 - i];
}

__global__ void uniform(int *out) {
    int lane = threadIdx.x % 32;
    out[threadIdx.x] = __uni_sync(0xffffffffu, threadIdx.x < 32) * 8 + __uni_sync(0xffffffffu, lane < 3) * 4;
    if (lane % 2)
        out[threadIdx.x] += __uni_sync(0xaaaaaaaau, lane % 2) * 2 + __uni_sync(0xaaaaaaaau, lane > 1);
}

// What came before in the stream is there, with or without a launch attribute.
__global__ void dependent(int *out, const int *before) {
    cudaGridDependencySynchronize();
    out[threadIdx.x] = before[threadIdx.x] + 1;
    cudaTriggerProgrammaticLaunchCompletion();
}

// A block is a cluster of its own when nobody asked for clusters.
__global__ void clusters(int *out) {
    __shared__ int shared;
    dim3 size = __clusterDim(), place = __clusterRelativeBlockIdx(), cluster = __clusterIdx(), all = __clusterGridDimInClusters();
    int *o = out + (blockIdx.y * gridDim.x + blockIdx.x) * 8;
    o[0] = size.x * 100 + size.y * 10 + size.z;
    o[1] = place.x + place.y + place.z + __clusterRelativeBlockRank();
    o[2] = cluster.x * 100 + cluster.y * 10 + cluster.z;
    o[3] = all.x * 100 + all.y * 10 + all.z;
    o[4] = __clusterSizeInBlocks();
    o[5] = __clusterDimIsSpecified();
    o[6] = __isClusterShared(&shared) != 0;
    o[7] = __isClusterShared(out) != 0;
}

int main() {
    Device<int> out(256), votes(64), after(128), places(6 * 8);
    rounds<<<2, 128>>>(out);
    uniform<<<1, 64>>>(votes);
    dependent<<<1, 128>>>(after, out);
    clusters<<<dim3(3, 2), 1>>>(places);
    FINISH();
    std::vector<int> want(256), voted(64), later(128), where;
    for (int i = 0; i < 128; i++) {
        int t = 127 - i, half = t / 64, last = half ? 5 : 2, added = last * (last - 1) / 2;
        want[i] = want[128 + i] = (half * 64 + (t + last) % 64) * 3 + added;
        later[i] = want[i] + 1;
    }
    for (int i = 0; i < 64; i++)
        voted[i] = 8 + (i % 2 ? 2 : 0);
    for (int b = 0; b < 6; b++)
        where.insert(where.end(), {111, 0, b % 3 * 100 + b / 3 * 10, 321, 1, 0, 1, 0});
    match("rounds", out.host(), want);
    match("uniform", votes.host(), voted);
    match("dependent", after.host(), later);
    match("clusters", places.host(), where);
    return verdict();
}
