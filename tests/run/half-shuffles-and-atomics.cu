// about: warp shuffles, atomicAdd and loads with cache hints of 16-bit numbers and their pairs
#include "../common/sixteen_bits.h"

template <class T> __global__ void shuffle(const T *in, T *out, typename Format<T>::Pair *pairs) {
    typedef typename Format<T>::Pair Pair;
    int i = threadIdx.x;
    T v = in[i];
    Pair p(v, in[63 - i]);
    out[i] = __shfl_sync(0xffffffff, v, 5);
    out[i + 64] = __shfl_up_sync(0xffffffff, v, 3, 16);
    out[i + 128] = __shfl_down_sync(0xffffffff, v, 7);
    out[i + 192] = __shfl_xor_sync(0xffffffff, v, 17);
    pairs[i] = __shfl_sync(0xffffffff, p, i * 3, 8);
    pairs[i + 64] = __shfl_up_sync(0xffffffff, p, 2);
    pairs[i + 128] = __shfl_down_sync(0xffffffff, p, 1, 4);
    pairs[i + 192] = __shfl_xor_sync(0xffffffff, p, 9);
}

template <class T> void test_shuffles() {
    typedef typename Format<T>::Pair Pair;
    std::vector<unsigned short> in(64), want(256);
    std::vector<unsigned> want_pairs(256);
    for (int i = 0; i < 64; i++)
        in[i] = (unsigned short)(i * 1031);
    auto pair = [&](int i) { return in[i] | (unsigned)in[63 - i] << 16; };
    for (int i = 0; i < 64; i++) {
        int warp = i & 32, lane = i & 31;
        want[i] = in[warp + 5];
        want[i + 64] = in[(lane & 15) < 3 ? i : i - 3];
        want[i + 128] = in[lane + 7 > 31 ? i : i + 7];
        want[i + 192] = in[i ^ 17];
        want_pairs[i] = pair((i & ~7) + (i * 3 & 7));
        want_pairs[i + 64] = pair(lane < 2 ? i : i - 2);
        want_pairs[i + 128] = pair((lane & 3) == 3 ? i : i + 1);
        want_pairs[i + 192] = pair(i ^ 9);
    }
    Device<unsigned short> source(in), out(256);
    Device<unsigned> pairs(256);
    shuffle<T><<<1, 64>>>((T *)source.get(), (T *)out.get(), (Pair *)pairs.get());
    FINISH();
    compare(Format<T>::name, "shuffles", out.host(), want);
    compare(Format<T>::name, "shuffles of pairs", pairs.host(), want_pairs);
}

// Sums of small integers are exact: bfloat16 has them up to 256. Neighbours share a word.
template <class T> __global__ void add(T *sums, typename Format<T>::Pair *pairs, T *before, T one, T two) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    T old = atomicAdd(&sums[i % 5], one);
    if (i % 5 == 4)
        before[i / 5] = old;
    atomicAdd(&pairs[i % 3], typename Format<T>::Pair(one, two));
}
template <class T> void test_atomics() {
    typedef typename Format<T>::Pair Pair;
    const int threads = 360;
    const unsigned short one = rounded<T>({Exact::FINITE, false, 1, 0}), two = rounded<T>({Exact::FINITE, false, 1, 1});
    Device<unsigned short> sums(6), before(threads / 5);
    Device<unsigned> pairs(3);
    add<T><<<6, 60>>>((T *)sums.get(), (Pair *)pairs.get(), (T *)before.get(), Format<T>::of(one), Format<T>::of(two));
    FINISH();
    auto number = [](int v) { return rounded<T>({Exact::FINITE, false, (unsigned)v, 0}); };
    std::vector<unsigned short> want(6, number(threads / 5)), old = before.host();
    want[5] = 0;
    compare(Format<T>::name, "sums", sums.host(), want);
    compare(Format<T>::name, "sums of pairs", pairs.host(), std::vector<unsigned>(3, number(120) | (unsigned)number(240) << 16));
    // Every value that a sum went through was seen once.
    std::vector<int> seen(threads / 5), once(threads / 5, 1);
    for (unsigned short bits : old) {
        long double v = to_long_double(exact<T>(bits));
        if (v >= 0 && v < threads / 5)
            seen[(size_t)v]++;
    }
    compare(Format<T>::name, "old values", seen, once);
}

template <class T> __global__ void hints(const T *in, T *out) {
    typedef typename Format<T>::Pair Pair;
    int i = threadIdx.x;
    out[i] = __ldg(in + i);
    __stcs(out + 32 + i, __ldcg(in + i));
    __stwt(out + 64 + i, __ldcv(in + i));
    if (i < 16)
        __stcg((Pair *)(out + 96) + i, __ldcs((const Pair *)in + i));
}
template <class T> void test_hints() {
    std::vector<unsigned short> in(32), want;
    for (int i = 0; i < 32; i++)
        in[i] = (unsigned short)(i * 2049 + 7);
    for (int i = 0; i < 4; i++)
        want.insert(want.end(), in.begin(), in.end());
    Device<unsigned short> source(in), out(128);
    hints<T><<<1, 32>>>((T *)source.get(), (T *)out.get());
    FINISH();
    compare(Format<T>::name, "loads and stores with hints", out.host(), want);
}

template <class T> void test() {
    test_shuffles<T>();
    test_atomics<T>();
    test_hints<T>();
}

int main() {
    test<__half>();
    test<__nv_bfloat16>();
    return verdict();
}
