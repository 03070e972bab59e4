// about: __syncwarp keeps what a warp reads from shared memory before what others of it write there, and the other way round
#include <cstdio>

const int N = 128;

// Hillis and Steele's inclusive scan within each warp.
__global__ void scan(const int *in, int *out) {
    __shared__ int values[N];
    int t = threadIdx.x, lane = t % 32;
    values[t] = in[t];
    __syncwarp();
    for (int distance = 1; distance < 32; distance *= 2) {
        int below = lane >= distance ? values[t - distance] : 0;
        __syncwarp();
        values[t] += below;
        __syncwarp();
    }
    out[t] = values[t];
}

// Each thread takes what its neighbours have, several times, in one stretch of code without branches.
__global__ void rotate(const int *in, int *out) {
    __shared__ int values[N + 32];
    int t = threadIdx.x;
    values[t] = in[t];
    if (t < 32)
        values[N + t] = 0;
    __syncthreads();
    int next = values[t + 1];
    __syncwarp();
    values[t] = next + values[t];
    __syncwarp();
    next = values[t ^ 1];
    __syncwarp();
    values[t] = next * 3;
    __syncwarp();
    out[t] = values[t ^ 3];
}

int main() {
    int in[N], scanned[N], rotated[N], *device_in, *device_out;
    for (int i = 0; i < N; i++)
        in[i] = i * 29 % 53;
    cudaMalloc(&device_in, sizeof in);
    cudaMalloc(&device_out, sizeof in);
    cudaMemcpy(device_in, in, sizeof in, cudaMemcpyHostToDevice);
    scan<<<1, N>>>(device_in, device_out);
    cudaMemcpy(scanned, device_out, sizeof in, cudaMemcpyDeviceToHost);
    rotate<<<1, N>>>(device_in, device_out);
    cudaMemcpy(rotated, device_out, sizeof in, cudaMemcpyDeviceToHost);
    int wrong_sums = 0, wrong_places = 0, sum = 0;
    for (int i = 0; i < N; i++) {
        sum = i % 32 ? sum + in[i] : in[i];
        wrong_sums += scanned[i] != sum;
        // The last thread of a warp reads what the first one of the next warp may have changed already.
        int from = i ^ 3 ^ 1;
        if (from % 32 != 31)
            wrong_places += rotated[i] != 3 * (in[from] + in[from + 1]);
    }
    printf("scan: %d wrong\nrotate: %d wrong\n", wrong_sums, wrong_places);
    printf("%s\n", !wrong_sums && !wrong_places && cudaGetLastError() == cudaSuccess ? "PASS" : "FAIL");
}
