// error: reading textures in kernels is not supported yet
__global__ void kernel(cudaTextureObject_t texture, float *out) { out[0] = tex2D<float>(texture, 0.5f, 0.5f); }
