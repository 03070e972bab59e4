// about: cooperative groups: blocks, tiles of a warp and of several, coalesced groups, partitions, reduce and scan
#include "../common/test.h"
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
#include <cooperative_groups/scan.h>
namespace cg = cooperative_groups;

const int results = 16;

// Any group by its base, through shared memory; the sum is in rank 0.
__device__ int sum(cg::thread_group group, int *scratch, int value) {
    int rank = group.thread_rank();
    for (int i = group.size() / 2; i > 0; i /= 2) {
        scratch[rank] = value;
        group.sync();
        if (rank < i)
            value += scratch[rank + i];
        group.sync();
    }
    return rank == 0 ? value : -1;
}

__global__ void groups(int *out) {
    extern __shared__ int scratch[];
    cg::thread_block block = cg::this_thread_block();
    auto warp = cg::tiled_partition<32>(block);
    auto tile = cg::tiled_partition<8>(warp);
    auto wide = cg::tiled_partition<64>(block);
    int r = block.thread_rank();
    int *o = out + r * results;
    o[0] = sum(block, scratch, r);
    block.sync();
    o[1] = sum(tile, scratch + r - tile.thread_rank(), tile.thread_rank());
    o[2] = cg::reduce(warp, r, cg::plus<int>());
    o[3] = cg::reduce(block, r, cg::plus<int>());
    o[4] = cg::reduce(wide, r, cg::greater<int>());
    o[5] = cg::inclusive_scan(warp, 1);
    o[6] = cg::exclusive_scan(tile, 2);
    o[7] = warp.ballot(r & 1);
    o[8] = tile.ballot(tile.thread_rank() < 3);
    o[9] = o[10] = 0;
    if (r % 3 == 0) {
        auto active = cg::coalesced_threads();
        o[9] = active.size();
        o[10] = cg::reduce(active, r, cg::plus<int>());
    }
    o[11] = cg::binary_partition(warp, r % 4 == 0).size();
    o[12] = cg::labeled_partition(warp, r % 5).thread_rank();
    o[13] = warp.shfl_down(r, 3);
    o[14] = tile.shfl(r, 5);
    o[15] = warp.shfl_xor(r, 9);
}

int main() {
    const int threads = 128;
    Device<int> out(threads * results);
    groups<<<1, threads, threads * sizeof(int)>>>(out);
    FINISH();
    std::vector<int> got = out.host();
    for (int r = 0; r < threads; r++) {
        int lane = r % 32, first = r - lane, total = 0, members = 0, member_sum = 0, label_rank = 0;
        for (int i = 0; i < 32; i++) {
            total += first + i;
            members += (first + i) % 3 == 0;
            member_sum += (first + i) % 3 == 0 ? first + i : 0;
            label_rank += i < lane && (first + i) % 5 == r % 5;
        }
        const bool third = r % 3 == 0;
        const int want[results] = {r == 0 ? 8128 : -1, r % 8 == 0 ? 28 : -1, total, 8128, r / 64 * 64 + 63, lane + 1,
            r % 8 * 2, (int)0xaaaaaaaa, 7, third ? members : 0, third ? member_sum : 0, r % 4 == 0 ? 8 : 24, label_rank,
            lane + 3 < 32 ? r + 3 : r, r - r % 8 + 5, first + (lane ^ 9)};
        for (int i = 0; i < results; i++) {
            if (got[r * results + i] != want[i]) {
                failures++;
                printf("thread %d, result %d: %d, expected %d\n", r, i, got[r * results + i], want[i]);
            }
        }
    }
    return verdict();
}
