// about: reading through a texture object
__global__ void kernel(cudaTextureObject_t texture, float *out) { out[threadIdx.x] = tex1Dfetch<float>(texture, threadIdx.x); }

int main() {
    kernel<<<1, 1>>>(0, nullptr);
    return 0;
}
