// about: more static shared memory than 48 KiB
__global__ void kernel(int *out) {
    __shared__ int large[12289];
    large[threadIdx.x] = out[threadIdx.x];
    __syncthreads();
    out[threadIdx.x] = large[12288 - threadIdx.x];
}

int main() {
    kernel<<<1, 1>>>(nullptr);
    return 0;
}
