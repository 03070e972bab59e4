// A kernel for Rust.
__global__ void square(int *values) { values[threadIdx.x] *= values[threadIdx.x]; }
extern "C" int squares(int *values, int n) {
    int *device;
    cudaMalloc(&device, n * sizeof(int));
    cudaMemcpy(device, values, n * sizeof(int), cudaMemcpyHostToDevice);
    square<<<1, n>>>(device);
    cudaMemcpy(values, device, n * sizeof(int), cudaMemcpyDeviceToHost);
    cudaFree(device);
    return cudaGetLastError();
}
