// about: rows of a block that all do the same add to memory as one row would, while atomic operations of each row count
#include <cstdio>

const int WIDTH = 64, LENGTH = 100;

__global__ void sums(const int *numbers, int *sums) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    for (int j = 0; j < LENGTH; ++j)
        sums[i] += numbers[j * WIDTH + i];
}

__global__ void sums_of_planes(const int *numbers, int *sums) {
    int i = blockIdx.x * blockDim.x + threadIdx.x + 32 * threadIdx.y;
    for (int j = 0; j < LENGTH; ++j)
        sums[i] += numbers[j * WIDTH + i];
}

__global__ void counts(int *sums) { atomicAdd(&sums[blockIdx.x * blockDim.x + threadIdx.x], 1); }

static int failures = 0;

template <class Launch> static void check(const char *name, int *sums, int first, int step, Launch launch) {
    cudaMemset(sums, 0, WIDTH * sizeof(int));
    launch();
    int result[WIDTH], wrong = 0;
    cudaMemcpy(result, sums, sizeof result, cudaMemcpyDeviceToHost);
    for (int i = 0; i < WIDTH; ++i)
        wrong += result[i] != first + step * i;
    printf("%s: %d wrong of %d\n", name, wrong, WIDTH);
    failures += wrong;
}

int main() {
    static int numbers[LENGTH * WIDTH];
    for (int i = 0; i < LENGTH * WIDTH; ++i)
        numbers[i] = i % WIDTH;
    int *on_device, *results;
    cudaMalloc(&on_device, sizeof numbers);
    cudaMalloc(&results, WIDTH * sizeof(int));
    cudaMemcpy(on_device, numbers, sizeof numbers, cudaMemcpyHostToDevice);
    check("rows", results, 0, LENGTH, [&] { sums<<<2, dim3(32, 4, 2)>>>(on_device, results); });
    check("planes", results, 0, LENGTH, [&] { sums_of_planes<<<1, dim3(32, 2, 4)>>>(on_device, results); });
    check("atomic operations", results, 8, 0, [&] { counts<<<2, dim3(32, 4, 2)>>>(results); });
    bool passes = failures == 0 && cudaDeviceSynchronize() == cudaSuccess;
    puts(passes ? "PASS" : "FAIL");
    return passes ? 0 : 1;
}
