// thread_block_tile: 2^n consecutive threads of a block, and tiled_partition.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef ANYWARP_COOPERATIVE_GROUPS_TILE_H
#define ANYWARP_COOPERATIVE_GROUPS_TILE_H

namespace cooperative_groups {

namespace __anywarp {
ANYWARP_CG unsigned int tile_mask(unsigned int size) {
    return size >= 32 ? 0xffffffff : ((1u << size) - 1) << (lane() & ~(size - 1));
}
} // namespace __anywarp

// Tiles of up to a warp talk by shuffles and votes; larger ones have barriers only.
template <unsigned int _Size, class _Parent = void> class thread_block_tile;

template <unsigned int _Size> class thread_block_tile<_Size, void> : public thread_group {
    static_assert(_Size > 0 && _Size <= 1024 && (_Size & (_Size - 1)) == 0, "a tile has 1, 2, 4 … 1024 threads");

    ANYWARP_CG unsigned int base() const { return __anywarp::lane() - this->rank; }
    ANYWARP_CG unsigned int local(unsigned int lanes) const { return (lanes & this->mask) >> base(); }

public:
    ANYWARP_CG thread_block_tile()
        : thread_group(_Size > 32 ? __anywarp::Kind::Warps : __anywarp::Kind::Lanes,
              _Size > 32 ? __anywarp::block_rank() / _Size : __anywarp::tile_mask(_Size), __anywarp::block_rank() % _Size,
              _Size) {}

    ANYWARP_CG void sync() const {
        if (_Size > 32)
            thread_group::sync();
        else
            __syncwarp(this->mask);
    }
    static constexpr __host__ __device__ unsigned int size() { return _Size; }
    static constexpr __host__ __device__ unsigned int num_threads() { return _Size; }
    ANYWARP_CG unsigned int thread_rank() const { return this->rank; }
    static ANYWARP_CG unsigned int meta_group_rank() { return __anywarp::block_rank() / _Size; }
    static ANYWARP_CG unsigned int meta_group_size() { return (__anywarp::block_size() + _Size - 1) / _Size; }

    template <class _Tp> ANYWARP_CG _Tp shfl(const _Tp &value, unsigned int source) const {
        static_assert(_Size <= 32, "a shuffle stays within a warp");
        return __anywarp::shuffle(this->mask, value, base() + source % _Size);
    }
    template <class _Tp> ANYWARP_CG _Tp shfl_up(const _Tp &value, unsigned int delta) const {
        return shfl(value, this->rank < delta ? this->rank : this->rank - delta);
    }
    template <class _Tp> ANYWARP_CG _Tp shfl_down(const _Tp &value, unsigned int delta) const {
        return shfl(value, this->rank + delta < _Size ? this->rank + delta : this->rank);
    }
    template <class _Tp> ANYWARP_CG _Tp shfl_xor(const _Tp &value, unsigned int lanes) const {
        return shfl(value, (this->rank ^ lanes) < _Size ? this->rank ^ lanes : this->rank);
    }
    ANYWARP_CG int any(int predicate) const { return __any_sync(this->mask, predicate); }
    ANYWARP_CG int all(int predicate) const { return __all_sync(this->mask, predicate); }
    ANYWARP_CG unsigned int ballot(int predicate) const { return local(__ballot_sync(this->mask, predicate)); }
#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ >= 700
    template <class _Tp> ANYWARP_CG unsigned int match_any(_Tp value) const {
        return local(__match_any_sync(this->mask, value));
    }
    template <class _Tp> ANYWARP_CG unsigned int match_all(_Tp value, int &predicate) const {
        return local(__match_all_sync(this->mask, value, &predicate));
    }
#endif
};

// Where a tile came from is a matter of its type only.
template <unsigned int _Size, class _Parent> class thread_block_tile : public thread_block_tile<_Size, void> {};

template <unsigned int _Size, class _Parent>
ANYWARP_CG thread_block_tile<_Size, _Parent> tiled_partition(const _Parent &) {
    return thread_block_tile<_Size, _Parent>();
}

// A size known at run time: at most a warp.
ANYWARP_CG thread_group tiled_partition(const thread_group &parent, unsigned int size) {
    if (size == 0 || size > 32 || (size & (size - 1)) != 0)
        __trap();
    if (parent.kind != __anywarp::Kind::Lanes || parent.members % size == 0)
        return thread_group(__anywarp::Kind::Lanes, __anywarp::tile_mask(size), __anywarp::block_rank() % size, size);
    return parent;
}

} // namespace cooperative_groups

#endif
