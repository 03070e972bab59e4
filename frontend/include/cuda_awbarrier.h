// nvcuda::experimental::awbarrier: the class over __mbarrier_* that CUDA 11.0 introduced.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef _CUDA_AWBARRIER_H_
#define _CUDA_AWBARRIER_H_

#if !defined(__cplusplus) || __cplusplus < 201103L
#error "awbarrier needs C++11"
#endif

#include <cuda_awbarrier_primitives.h>

namespace nvcuda {
namespace experimental {

class awbarrier {
  public:
    class arrival_token {
      public:
        arrival_token() = default;
        __device__ uint32_t pending_count() const { return __mbarrier_token_pending_count(token); }

      private:
        __device__ explicit arrival_token(__mbarrier_token_t token) : token(token) {}
        __mbarrier_token_t token;
        friend awbarrier;
    };
    awbarrier() = default;
    awbarrier(const awbarrier &) = delete;
    awbarrier &operator=(const awbarrier &) = delete;

    __device__ arrival_token arrive() { return arrival_token(__mbarrier_arrive(&barrier)); }
    __device__ arrival_token arrive_and_drop() { return arrival_token(__mbarrier_arrive_and_drop(&barrier)); }
    __device__ bool timed_wait(arrival_token token, uint32_t) { return __mbarrier_test_wait(&barrier, token.token); }
    __device__ bool timed_wait_parity(bool phase, uint32_t) { return __mbarrier_test_wait_parity(&barrier, phase); }
    __device__ void wait(arrival_token token) {
        while (!__mbarrier_test_wait(&barrier, token.token))
            ;
    }
    __device__ void arrive_and_wait() { wait(arrive()); }
    __device__ static constexpr uint32_t max() { return (1u << 14) - 1; }

  private:
    __mbarrier_t barrier;
    friend __device__ inline void init(awbarrier *barrier, uint32_t expected_count);
    friend __device__ inline void inval(awbarrier *barrier);
    friend class pipeline;
};

__device__ inline void init(awbarrier *barrier, uint32_t expected_count) {
    __mbarrier_init(&barrier->barrier, expected_count);
}
__device__ inline void inval(awbarrier *barrier) { __mbarrier_inval(&barrier->barrier); }

} // namespace experimental
} // namespace nvcuda

#endif
