// flags: -DCUDA_API_PER_THREAD_DEFAULT_STREAM
// ir: @cudaMemcpy_ptds
// ir: @cudaMemsetAsync_ptsz
// The per-thread default stream is a matter of names.

cudaError_t use(float *p) {
    cudaMemsetAsync(p, 0, 4);
    return cudaMemcpy(p, p, 4, cudaMemcpyDefault);
}
