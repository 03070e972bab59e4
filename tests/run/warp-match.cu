// about: __match_any_sync and __match_all_sync for 32- and 64-bit values, with full and partial masks
#include "../common/test.h"

template <class T> __global__ void groups(const T *in, unsigned *any, unsigned *all, int *predicate) {
    int lane = threadIdx.x;
    any[lane] = __match_any_sync(0xffffffffu, in[lane]);
    unsigned mask = lane < 8 ? 0xffu : 0xffffff00u;
    int p = -1;
    all[lane] = __match_all_sync(mask, lane < 8 ? (T)5 : in[lane], &p);
    predicate[lane] = p;
}

template <class T> void test(const char *name, T scale) {
    std::vector<T> in(32);
    for (int i = 0; i < 32; i++)
        in[i] = (T)(i * 5 % 7) * scale;
    std::vector<unsigned> any(32), all(32);
    std::vector<int> predicate(32);
    for (int i = 0; i < 32; i++) {
        for (int j = 0; j < 32; j++)
            any[i] |= (in[j] == in[i] ? 1u : 0u) << j;
        all[i] = i < 8 ? 0xffu : 0;
        predicate[i] = i < 8;
    }
    Device<T> din(in);
    Device<unsigned> dany(32), dall(32);
    Device<int> dp(32);
    groups<T><<<1, 32>>>(din, dany, dall, dp);
    FINISH();
    printf("%s\n", name);
    match("any", dany.host(), any);
    match("all", dall.host(), all);
    match("predicate", dp.host(), predicate);
}

int main() {
    test<int>("int", -3);
    test<unsigned>("unsigned", 11);
    test<long long>("long long", 0x100000000ll);
    test<unsigned long long>("unsigned long long", 0x300000001ull);
    test<float>("float", 0.5f);
    test<double>("double", 0.3);
    return verdict();
}
