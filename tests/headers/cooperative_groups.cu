// Cooperative groups: blocks, tiles, coalesced groups, their collectives.
#include <cooperative_groups.h>
#include <cooperative_groups/memcpy_async.h>
#include <cooperative_groups/reduce.h>
#include <cooperative_groups/scan.h>
namespace cg = cooperative_groups;

__device__ int any_group(cg::thread_group g, int *p) {
    g.sync();
    return p[g.thread_rank()] + g.size();
}

struct Pair {
    float a;
    double b;
};

__global__ void all(int *p, float *f) {
    __shared__ cg::block_tile_memory<256> scratch;
    __shared__ int copy[32];
    cg::thread_block block = cg::this_thread_block();
    auto same = cg::this_thread_block(scratch);
    cg::thread_block_tile<32> warp = cg::tiled_partition<32>(block);
    cg::thread_block_tile<8> tile = cg::tiled_partition<8>(warp);
    auto wide = cg::tiled_partition<128>(same);
    cg::coalesced_group active = cg::coalesced_threads();
    auto part = cg::binary_partition(warp, p[0] > 0);
    auto label = cg::labeled_partition(active, p[1]);
    cg::thread_group dynamic = cg::tiled_partition(block, 4);
    cg::sync(block);
    block.sync();
    p[0] = any_group(block, p) + any_group(tile, p) + any_group(active, p) + any_group(dynamic, p);
    p[1] = warp.shfl_down(p[0], 1) + tile.shfl(p[0], 0) + warp.shfl_xor(p[0], 1) + active.shfl(p[0], 0) + active.shfl_up(p[0], 1);
    p[2] = warp.any(p[0]) + warp.all(p[0]) + tile.ballot(p[0]) + warp.match_any(p[0]) + part.size() + label.thread_rank();
    f[0] = cg::reduce(warp, f[0], cg::plus<float>()) + cg::reduce(active, f[0], cg::greater<float>());
    p[3] = cg::reduce(wide, p[0], cg::plus<int>()) + cg::reduce(block, p[0], cg::less<int>()) + wide.thread_rank();
    p[4] = cg::inclusive_scan(warp, p[0]) + cg::exclusive_scan(tile, p[0], cg::plus<int>()) + warp.meta_group_rank();
    f[1] = warp.shfl(Pair{f[0], 1.0}, 3).b;
    cg::memcpy_async(block, copy, p, sizeof copy);
    cg::wait(block);
    cg::invoke_one(warp, [&] { p[5] = copy[0]; });
    p[6] = cg::this_grid().thread_rank() + block.group_index().x + block.thread_index().y + block.dim_threads().z;
}
