// Textures are not there yet.
__global__ void k(cudaTextureObject_t texture, float *p) { *p = tex1Dfetch<float>(texture, 0); }
