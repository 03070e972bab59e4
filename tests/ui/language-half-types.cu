// about: the language's own 16-bit types in device code are refused in favour of CUDA's
__global__ void half_of_the_language(const _Float16 *a, float *b) {
    b[0] = (float)(a[0] * a[1]);
}

__global__ void bfloat16_of_the_language(const __bf16 *a, __bf16 *b) {
    b[0] = a[0];
}
