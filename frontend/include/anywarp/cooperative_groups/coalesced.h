// coalesced_group: the threads of a warp that run together, and groups cut out by a label or a predicate.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef ANYWARP_COOPERATIVE_GROUPS_COALESCED_H
#define ANYWARP_COOPERATIVE_GROUPS_COALESCED_H

namespace cooperative_groups {

class coalesced_group : public thread_group {
    // Lanes of the warp to ranks of the group.
    ANYWARP_CG unsigned int __anywarp_pack(unsigned int lanes) const {
        unsigned int packed = 0;
        for (unsigned int rest = this->mask, i = 0; rest; rest &= rest - 1, ++i)
            packed |= ((lanes >> (__ffs((int)rest) - 1)) & 1) << i;
        return packed;
    }

public:
    ANYWARP_CG explicit coalesced_group(unsigned int mask)
        : thread_group(__anywarp::Kind::Lanes, mask, (unsigned int)__popc(mask & ((1u << __anywarp::lane()) - 1)),
              (unsigned int)__popc(mask)) {}

    ANYWARP_CG void sync() const { __syncwarp(this->mask); }
    ANYWARP_CG unsigned int size() const { return this->members; }
    ANYWARP_CG unsigned int num_threads() const { return this->members; }
    ANYWARP_CG unsigned int thread_rank() const { return this->rank; }
    ANYWARP_CG unsigned int meta_group_rank() const { return 0; }
    ANYWARP_CG unsigned int meta_group_size() const { return 1; }

    template <class _Tp> ANYWARP_CG _Tp shfl(const _Tp &value, unsigned int source) const {
        return __anywarp::shuffle(this->mask, value, __fns(this->mask, 0, (int)(source % this->members) + 1));
    }
    template <class _Tp> ANYWARP_CG _Tp shfl_up(const _Tp &value, unsigned int delta) const {
        return shfl(value, this->rank < delta ? this->rank : this->rank - delta);
    }
    template <class _Tp> ANYWARP_CG _Tp shfl_down(const _Tp &value, unsigned int delta) const {
        return shfl(value, this->rank + delta < this->members ? this->rank + delta : this->rank);
    }
    ANYWARP_CG int any(int predicate) const { return __any_sync(this->mask, predicate); }
    ANYWARP_CG int all(int predicate) const { return __all_sync(this->mask, predicate); }
    ANYWARP_CG unsigned int ballot(int predicate) const { return __anywarp_pack(__ballot_sync(this->mask, predicate)); }
#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ >= 700
    template <class _Tp> ANYWARP_CG unsigned int match_any(_Tp value) const {
        return __anywarp_pack(__match_any_sync(this->mask, value));
    }
    template <class _Tp> ANYWARP_CG unsigned int match_all(_Tp value, int &predicate) const {
        return __anywarp_pack(__match_all_sync(this->mask, value, &predicate));
    }
#endif
};

ANYWARP_CG coalesced_group coalesced_threads() { return coalesced_group(__activemask()); }

// Consecutive members, `size` to a group; the last one may be smaller.
ANYWARP_CG coalesced_group tiled_partition(const coalesced_group &parent, unsigned int size) {
    unsigned int lanes = 0, rank = 0;
    for (unsigned int rest = parent.__anywarp_mask(); rest; rest &= rest - 1, ++rank)
        lanes |= rank / size == parent.thread_rank() / size ? rest & -rest : 0;
    return coalesced_group(lanes);
}

// The members of a warp-sized group that have the same predicate, or the same label.
template <class _Group> ANYWARP_CG coalesced_group binary_partition(const _Group &group, bool predicate) {
    unsigned int lanes = __ballot_sync(group.__anywarp_mask(), predicate);
    return coalesced_group(predicate ? lanes : group.__anywarp_mask() & ~lanes);
}
#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ >= 700
template <class _Group, class _Label> ANYWARP_CG coalesced_group labeled_partition(const _Group &group, _Label label) {
    return coalesced_group(__match_any_sync(group.__anywarp_mask(), label));
}
#endif

// Calls `function` in one member and, with broadcast, hands its result to all.
template <class _Group, class _Function, class... _Arguments>
ANYWARP_CG void invoke_one(const _Group &group, _Function &&function, _Arguments &&...arguments) {
    if (group.thread_rank() == 0)
        function(static_cast<_Arguments &&>(arguments)...);
}
template <class _Group, class _Function, class... _Arguments>
ANYWARP_CG auto invoke_one_broadcast(const _Group &group, _Function &&function, _Arguments &&...arguments)
    -> decltype(function(static_cast<_Arguments &&>(arguments)...)) {
    decltype(function(static_cast<_Arguments &&>(arguments)...)) result = {};
    if (group.thread_rank() == 0)
        result = function(static_cast<_Arguments &&>(arguments)...);
    return group.shfl(result, 0);
}

} // namespace cooperative_groups

#endif
