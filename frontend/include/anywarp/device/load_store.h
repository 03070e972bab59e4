// Loads and stores with a cache hint: __ldg, __ldca … __stwt.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA C++ Programming Guide, "Load/Store Functions Using Cache Hints". A hint has no effect on the value: they are
// plain accesses of the type's full width, except __ldcv and __stwt, which go to memory every time. Templates cost
// less to parse than the guide's 300 overloads, and take more types.
#ifndef ANYWARP_DEVICE_LOAD_STORE_H
#define ANYWARP_DEVICE_LOAD_STORE_H

// Keeps a parameter out of template deduction, so that `__stcs(float_pointer, 1)` converts.
template <class _Tp> struct __anywarp_identity {
    typedef _Tp type;
};

#define ANYWARP_LOAD(name) \
    template <class _Tp> ANYWARP_DEVICE_ONLY _Tp name(const _Tp *p) { return *p; }
#define ANYWARP_STORE(name) \
    template <class _Tp> ANYWARP_DEVICE_ONLY void name(_Tp *p, typename __anywarp_identity<_Tp>::type value) { *p = value; }
ANYWARP_LOAD(__ldg)
ANYWARP_LOAD(__ldca)
ANYWARP_LOAD(__ldcg)
ANYWARP_LOAD(__ldcs)
ANYWARP_LOAD(__ldlu)
ANYWARP_STORE(__stwb)
ANYWARP_STORE(__stcg)
ANYWARP_STORE(__stcs)
#undef ANYWARP_LOAD
#undef ANYWARP_STORE

// The widest integer that tiles an object of so many bytes; classes have no volatile copy.
template <unsigned long long bytes> struct __anywarp_tile {
    typedef unsigned long long type __attribute__((may_alias));
};
template <> struct __anywarp_tile<1> {
    typedef unsigned char type;
};
template <> struct __anywarp_tile<2> {
    typedef unsigned short type __attribute__((may_alias));
};
template <> struct __anywarp_tile<4> {
    typedef unsigned int type __attribute__((may_alias));
};

template <class _Tp> ANYWARP_DEVICE_ONLY _Tp __ldcv(const _Tp *p) {
    typedef typename __anywarp_tile<sizeof(_Tp)>::type Tile;
    Tile tiles[sizeof(_Tp) / sizeof(Tile)];
    for (unsigned int i = 0; i < sizeof(_Tp) / sizeof(Tile); ++i)
        tiles[i] = ((const volatile Tile *)p)[i];
    _Tp value;
    __builtin_memcpy(&value, tiles, sizeof(_Tp));
    return value;
}
template <class _Tp> ANYWARP_DEVICE_ONLY void __stwt(_Tp *p, typename __anywarp_identity<_Tp>::type value) {
    typedef typename __anywarp_tile<sizeof(_Tp)>::type Tile;
    Tile tiles[sizeof(_Tp) / sizeof(Tile)];
    __builtin_memcpy(tiles, &value, sizeof(_Tp));
    for (unsigned int i = 0; i < sizeof(_Tp) / sizeof(Tile); ++i)
        ((volatile Tile *)p)[i] = tiles[i];
}

#endif
