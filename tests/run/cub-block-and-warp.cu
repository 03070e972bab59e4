// about: CUB in a block and a warp: scans, reductions, sorts, exchanges, loads, histograms, run lengths
// nvcc: -arch=sm_80
#include "../common/test.h"
#include <algorithm>
#include <cub/block/block_discontinuity.cuh>
#include <cub/block/block_exchange.cuh>
#include <cub/block/block_histogram.cuh>
#include <cub/block/block_load.cuh>
#include <cub/block/block_radix_sort.cuh>
#include <cub/block/block_reduce.cuh>
#include <cub/block/block_scan.cuh>
#include <cub/block/block_store.cuh>
#include <cub/warp/warp_reduce.cuh>
#include <cub/warp/warp_scan.cuh>
#include <numeric>

enum { THREADS = 64, ITEMS = 4, N = THREADS * ITEMS };

template <cub::BlockScanAlgorithm Algorithm> __global__ void scan(int *out, int *total, const int *in) {
    using Load = cub::BlockLoad<int, THREADS, ITEMS, cub::BLOCK_LOAD_WARP_TRANSPOSE>;
    using Store = cub::BlockStore<int, THREADS, ITEMS, cub::BLOCK_STORE_TRANSPOSE>;
    using Scan = cub::BlockScan<int, THREADS, Algorithm>;
    __shared__ union {
        typename Load::TempStorage load;
        typename Store::TempStorage store;
        typename Scan::TempStorage scan;
    } room;
    int items[ITEMS], aggregate;
    Load(room.load).Load(in, items);
    __syncthreads();
    Scan(room.scan).ExclusiveSum(items, items, aggregate);
    __syncthreads();
    Store(room.store).Store(out, items);
    if (threadIdx.x == 0)
        *total = aggregate;
}

template <cub::BlockReduceAlgorithm Algorithm> __global__ void reduce(int *out, const int *in) {
    using Reduce = cub::BlockReduce<int, THREADS, Algorithm>;
    __shared__ typename Reduce::TempStorage room;
    int items[ITEMS];
    cub::LoadDirectBlocked(threadIdx.x, in, items);
    int sum = Reduce(room).Sum(items);
    __syncthreads();
    int most = Reduce(room).Reduce(items[threadIdx.x % ITEMS], cuda::maximum<>{}, THREADS - 3);
    if (threadIdx.x == 0) {
        out[0] = sum;
        out[1] = most;
    }
}

__global__ void sort(int *keys_out, short *values_out, const int *in) {
    using Sort = cub::BlockRadixSort<int, THREADS, ITEMS, short>;
    __shared__ typename Sort::TempStorage room;
    int keys[ITEMS];
    short values[ITEMS];
    cub::LoadDirectBlocked(threadIdx.x, in, keys);
    for (int i = 0; i < ITEMS; i++)
        values[i] = (short)(threadIdx.x * ITEMS + i);
    Sort(room).SortBlockedToStriped(keys, values);
    cub::StoreDirectStriped<THREADS>(threadIdx.x, keys_out, keys);
    cub::StoreDirectStriped<THREADS>(threadIdx.x, values_out, values);
}

__global__ void others(int *exchanged, int *heads, unsigned *bins, const int *in) {
    using Exchange = cub::BlockExchange<int, THREADS, ITEMS>;
    using Discontinuity = cub::BlockDiscontinuity<int, THREADS>;
    using Histogram = cub::BlockHistogram<unsigned char, THREADS, ITEMS, 16, cub::BLOCK_HISTO_ATOMIC>;
    __shared__ typename Exchange::TempStorage exchange;
    __shared__ typename Discontinuity::TempStorage discontinuity;
    __shared__ typename Histogram::TempStorage histogram;
    __shared__ unsigned counts[16];
    int items[ITEMS], flags[ITEMS];
    unsigned char samples[ITEMS];
    cub::LoadDirectBlocked(threadIdx.x, in, items);
    for (int i = 0; i < ITEMS; i++) {
        samples[i] = (unsigned char)(items[i] & 15);
        items[i] /= 40;
    }
    Discontinuity(discontinuity).FlagHeads(flags, items, cuda::std::not_equal_to<>{});
    cub::StoreDirectBlocked(threadIdx.x, heads, flags);
    Histogram(histogram).Histogram(samples, counts);
    __syncthreads();
    if (threadIdx.x < 16)
        bins[threadIdx.x] = counts[threadIdx.x];
    Exchange(exchange).BlockedToStriped(items, items);
    cub::StoreDirectBlocked(threadIdx.x, exchanged, items);
}

__global__ void warps(int *out, const int *in) {
    using Scan = cub::WarpScan<int>;
    using Reduce = cub::WarpReduce<int, 16>;
    __shared__ typename Scan::TempStorage scan[THREADS / 32];
    __shared__ typename Reduce::TempStorage reduce[THREADS / 16];
    int i = threadIdx.x, item = in[i], inclusive;
    Scan(scan[i / 32]).InclusiveSum(item, inclusive);
    int least = Reduce(reduce[i / 16]).Reduce(item, cuda::minimum<>{});
    out[i] = inclusive;
    if (i % 16 == 0)
        out[THREADS + i / 16] = least;
}

int main() {
    std::vector<int> in(N), sums(N), order(N), sorted(N), turned(N), heads(N);
    std::vector<unsigned> bins(16);
    for (int i = 0; i < N; i++)
        in[i] = i * i * 7 % 509;
    std::exclusive_scan(in.begin(), in.end(), sums.begin(), 0);
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return in[a] < in[b]; });
    for (int i = 0; i < N; i++) {
        sorted[i] = in[order[i]];
        bins[in[i] & 15]++;
        heads[i] = i == 0 || in[i] / 40 != in[i - 1] / 40;
        turned[i] = in[i % ITEMS * THREADS + i / ITEMS] / 40;
    }
    int total = std::accumulate(in.begin(), in.end(), 0), most = 0;
    for (int t = 0; t < THREADS - 3; t++)
        most = std::max(most, in[t * ITEMS + t % ITEMS]);
    Device<int> din(in), out(N), one(1), two(2), keys(N), exchanged(N), flags(N), lanes(THREADS + THREADS / 16);
    Device<short> values(N);
    Device<unsigned> dbins(16);

#define SCAN(algorithm)                                                                                                \
    scan<algorithm><<<1, THREADS>>>(out, one, din);                                                                    \
    FINISH();                                                                                                          \
    match(#algorithm, out.host(), sums);                                                                               \
    EXPECT(one.host()[0] == total);
    SCAN(cub::BLOCK_SCAN_RAKING)
    SCAN(cub::BLOCK_SCAN_WARP_SCANS)
#define REDUCE(algorithm)                                                                                              \
    reduce<algorithm><<<1, THREADS>>>(two, din);                                                                       \
    FINISH();                                                                                                          \
    match(#algorithm, two.host(), std::vector<int>{total, most});
    REDUCE(cub::BLOCK_REDUCE_RAKING)
    REDUCE(cub::BLOCK_REDUCE_WARP_REDUCTIONS)

    sort<<<1, THREADS>>>(keys, values, din);
    others<<<1, THREADS>>>(exchanged, flags, dbins, din);
    warps<<<1, THREADS>>>(lanes, din);
    FINISH();
    match("keys", keys.host(), sorted);
    match("values", values.host(), std::vector<short>(order.begin(), order.end()));
    match("exchanged", exchanged.host(), turned);
    match("heads", flags.host(), heads);
    match("bins", dbins.host(), bins);
    std::vector<int> want;
    for (int i = 0; i < THREADS; i++)
        want.push_back(i % 32 ? want.back() + in[i] : in[i]);
    for (int i = 0; i < THREADS; i += 16)
        want.push_back(*std::min_element(in.begin() + i, in.begin() + i + 16));
    match("warps", lanes.host(), want);
    return verdict();
}
