// about: cooperative groups: what a block, a grid, tiles and coalesced groups know of themselves, and what they do together
#include "../common/test.h"
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
#include <cuda/atomic>
namespace cg = cooperative_groups;

const int results = 40;

// The number of a place in a box, x first.
__device__ int flat(dim3 at, dim3 box) { return (at.z * box.y + at.y) * box.x + at.x; }

__device__ int of_block(int *o, cg::thread_block block) {
    int *start = o;
    *o++ = flat(block.group_index(), gridDim);
    *o++ = flat(block.thread_index(), block.group_dim());
    *o++ = flat(block.dim_threads(), dim3(100, 100, 100));
    *o++ = block.num_threads();
    *o++ = cg::group_size(block);
    *o++ = cg::thread_rank(block);
    return o - start;
}

__device__ int of_grid(int *o, cg::grid_group grid) {
    int *start = o;
    *o++ = flat(grid.block_index(), grid.dim_blocks());
    *o++ = flat(grid.group_dim(), dim3(100, 100, 100));
    *o++ = grid.num_blocks();
    *o++ = grid.block_rank();
    *o++ = grid.num_threads();
    *o++ = grid.size();
    *o++ = grid.thread_rank();
    *o++ = grid.is_valid(); // of an ordinary launch it is not: there is no barrier
    return o - start;
}

template <class Tile> __device__ int of_tile(int *o, const Tile &tile, int value) {
    int *start = o, all;
    *o++ = tile.meta_group_rank();
    *o++ = tile.meta_group_size();
    *o++ = tile.num_threads();
    *o++ = tile.shfl_up(value, 3);
    *o++ = tile.match_any(value % 3);
    *o++ = tile.match_all(value / 8, all) * 2 + all;
    *o++ = tile.match_all(value / 32, all) * 2 + all;
    return o - start;
}

__device__ int of_coalesced(int *o, const cg::coalesced_group &group, int value) {
    int *start = o, all;
    *o++ = group.meta_group_rank() * 100 + group.meta_group_size();
    *o++ = group.num_threads();
    *o++ = group.thread_rank();
    *o++ = group.shfl_up(value, 2);
    *o++ = group.match_any(value % 4);
    *o++ = group.match_all(7, all) * 2 + all;
    *o++ = group.any(value % 32 == 9) * 2 + group.all(value % 3 == 0);
    return o - start;
}

__global__ void members(int *out) {
    cg::thread_block block = cg::this_thread_block();
    cg::grid_group grid = cg::this_grid();
    int *o = out + grid.thread_rank() * results, value = block.thread_rank();
    o += of_block(o, block);
    o += of_grid(o, grid);
    cg::thread_block_tile<32> warp = cg::tiled_partition<32>(block);
    auto eight = cg::tiled_partition<8>(block);
    o += of_tile(o, warp, value);
    o += of_tile(o, eight, value);
    if (value % 3 == 0)
        o += of_coalesced(o, cg::coalesced_threads(), value);
}

using Number = cuda::atomic<int, cuda::thread_scope_device>;

__global__ void together(Number *numbers, int *calls, int *told) {
    __shared__ int words[96];
    cg::thread_block block = cg::this_thread_block();
    int i = block.thread_rank();
    words[i] = i * 5;
    cg::thread_block::arrival_token token = block.barrier_arrive();
    int own = i * 2; // what needs nobody else, between the halves of the barrier
    block.barrier_wait(std::move(token));
    told[i] = words[95 - i] + own;
    auto warp = cg::tiled_partition<32>(block);
    cg::invoke_one(warp, [&](int by) { atomicAdd(calls, by); }, 3);
    told[96 + i] = cg::invoke_one_broadcast(warp, [&] { return (int)warp.meta_group_rank() * 10 + 7; });
    cg::reduce_update_async(warp, numbers[0], i, cg::plus<int>());
    cg::reduce_update_async(warp, numbers[1], i * 3, cg::greater<int>());
}

// The bits of the `count` numbers from `first` on that leave the rest of `value` when divided.
static int equal(int first, int count, int divisor, int value) {
    int bits = 0;
    for (int i = 0; i < count; i++)
        bits |= (int)((first + i) % divisor == value % divisor) << i;
    return bits;
}

static void tile(std::vector<int> &row, int value, int size, int block) {
    int first = value / size * size;
    row.insert(row.end(), {value / size, (block + size - 1) / size, size, value - first < 3 ? value : value - 3,
                              equal(first, size, 3, value), size == 8 ? 0xff * 2 + 1 : 0,
                              size == 8 ? 0xff * 2 + 1 : (int)(0xffffffffu * 2 + 1)});
}

static void coalesced(std::vector<int> &row, int value) {
    std::vector<int> there;
    int rank = 0, same = 0;
    for (int i = value / 32 * 32; i < value / 32 * 32 + 32; i++)
        if (i % 3 == 0) {
            rank += i < value;
            same |= (int)(i % 4 == value % 4) << there.size();
            there.push_back(i);
        }
    int n = there.size(), nine = value / 32 * 32 % 3 == 0;
    row.insert(row.end(), {1, n, rank, rank < 2 ? value : there[rank - 2], same, ((1 << n) - 1) * 2 + 1, nine * 2 + 1});
}

int main() {
    const dim3 grid(3, 2, 2), block(8, 4, 3);
    const int blocks = 12, threads = 96;
    Device<int> out(blocks * threads * results), sums(2), calls(1), told(2 * threads);
    members<<<grid, block>>>(out);
    together<<<1, block>>>((Number *)sums.get(), calls, told);
    FINISH();
    std::vector<int> want, tells(2 * threads);
    for (int b = 0; b < blocks; b++)
        for (int t = 0; t < threads; t++) {
            std::vector<int> row = {b, t, 30408, threads, threads, t, b, 20203, blocks, b, blocks * threads,
                blocks * threads, b * threads + t, 0};
            tile(row, t, 32, threads);
            tile(row, t, 8, threads);
            if (t % 3 == 0)
                coalesced(row, t);
            row.resize(results);
            want.insert(want.end(), row.begin(), row.end());
            tells[t] = (95 - t) * 5 + t * 2;
            tells[threads + t] = t / 32 * 10 + 7;
        }
    match("members", out.host(), want);
    match("reduced", sums.host(), std::vector<int>{95 * 96 / 2, 95 * 3});
    match("called once for each warp", calls.host()[0], 9);
    match("told", told.host(), tells);
    return verdict();
}
