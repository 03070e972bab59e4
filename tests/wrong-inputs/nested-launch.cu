// A kernel launches a kernel, behind a template.
__global__ void inner(int *p) { *p = 1; }
template <int N> __device__ void launch(int *p) { inner<<<1, N>>>(p); }
__global__ void outer(int *p) { launch<4>(p); }
