// nvcuda::experimental::pipeline: the class over __pipeline_* that CUDA 11.0 introduced.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef _CUDA_PIPELINE_H_
#define _CUDA_PIPELINE_H_

#include <cuda_awbarrier.h>
#include <cuda_pipeline_primitives.h>

namespace nvcuda {
namespace experimental {

class pipeline {
  public:
    pipeline() = default;
    pipeline(const pipeline &) = delete;
    pipeline &operator=(const pipeline &) = delete;

    // The number of the batch that ends here.
    __device__ size_t commit() {
        __pipeline_commit();
        return batch++;
    }
    __device__ void commit_and_wait() { wait(commit()); }
    __device__ void wait(size_t) { __pipeline_wait_prior(0); }
    template <unsigned _Np> __device__ void wait_prior() { __pipeline_wait_prior(_Np); }
    __device__ void arrive_on(awbarrier &barrier) { __pipeline_arrive_on(&barrier.barrier); }

  private:
    size_t batch = 0;
};

template <class _Tp> __device__ void memcpy_async(_Tp &dst, const _Tp &src, pipeline &) { dst = src; }

} // namespace experimental
} // namespace nvcuda

#endif
