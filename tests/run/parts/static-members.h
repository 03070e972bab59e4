// Classes with static members that two sources define.
#pragma once

template <class Number>
struct Generic {
    static __device__ Number value;
    static __device__ Number table[4];
    static __managed__ Number managed;
};
template <class Number>
__device__ Number Generic<Number>::value = Number(7);
template <class Number>
__device__ Number Generic<Number>::table[4] = {1, 2, 3, 4};
template <class Number>
__managed__ Number Generic<Number>::managed = 11;

struct Written {
    static inline __device__ int here = 9;
    static constexpr int constant = 4;
};

int of_the_other_source();
