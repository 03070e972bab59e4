// about: branches that few threads of a warp take, nested in ones that most take: scattered accesses, atomics, tests of indices
#include <cstdio>
#include <cstring>

const int N = 256, PLACES = 4096;

__global__ void nested(int n, int m, int low, const int *in, int *out, int *places) {
    int t = blockIdx.x * blockDim.x + threadIdx.x;
    if (t < n) {
        int x = in[t];
        out[t] = x + 1;
        if (t < m) {
            places[t * 2] = x;
            places[t * 3 + 1000] += 5;
            atomicAdd(&places[x % 7], 1);
        }
        if (t >= low)
            places[2048 + t * 5 % 1024] = x * 3 - places[2048 + t * 5 % 1024];
        if (t == m + 1) {
            places[3500] = x;
            places[3501 + x % 3] = t;
        }
    }
}

__global__ void by_lane(const int *in, int *out, int *places) {
    __shared__ int shared[N];
    int t = threadIdx.x, lane = t % 32;
    shared[t] = in[t];
    __syncthreads();
    for (int distance = 16; distance > 0; distance /= 2) {
        if (lane < distance)
            shared[t] += shared[t + distance];
        __syncthreads();
    }
    if (lane == 0)
        places[t / 32] = shared[t];
    if (lane == 31 || in[t] % 5 == 0) {
        int old = atomicMax(&places[100 + t / 32], in[t]);
        out[t] = old <= in[t];
    }
}

static void nested_host(int n, int m, int low, const int *in, int *out, int *places) {
    for (int t = 0; t < N && t < n; t++) {
        int x = in[t];
        out[t] = x + 1;
        if (t < m) {
            places[t * 2] = x;
            places[t * 3 + 1000] += 5;
        }
        if (t >= low)
            places[2048 + t * 5 % 1024] = x * 3 - places[2048 + t * 5 % 1024];
        if (t == m + 1) {
            places[3500] = x;
            places[3501 + x % 3] = t;
        }
    }
    // Apart from the others: they write to the same places.
    for (int t = 0; t < N && t < n && t < m; t++)
        places[in[t] % 7] += 1;
}

static int in[N], out[N], places[PLACES], out_host[N], places_host[PLACES];
static int *device_in, *device_out, *device_places;

static bool nested_is_right(int n, int m, int low) {
    memset(out_host, 0, sizeof out_host);
    memset(places_host, 0, sizeof places_host);
    cudaMemcpy(device_out, out_host, sizeof out, cudaMemcpyHostToDevice);
    cudaMemcpy(device_places, places_host, sizeof places, cudaMemcpyHostToDevice);
    nested<<<2, N / 2>>>(n, m, low, device_in, device_out, device_places);
    cudaMemcpy(out, device_out, sizeof out, cudaMemcpyDeviceToHost);
    cudaMemcpy(places, device_places, sizeof places, cudaMemcpyDeviceToHost);
    nested_host(n, m, low, in, out_host, places_host);
    // The first places have both single writes and counts, in an order that nobody knows.
    return !memcmp(out, out_host, sizeof out) && !memcmp(places + 14, places_host + 14, sizeof places - 14 * sizeof(int));
}

int main() {
    for (int i = 0; i < N; i++)
        in[i] = i * 37 % 101;
    cudaMalloc(&device_in, sizeof in);
    cudaMalloc(&device_out, sizeof out);
    cudaMalloc(&device_places, sizeof places);
    cudaMemcpy(device_in, in, sizeof in, cudaMemcpyHostToDevice);
    int wrong = 0, all_wrong;
    for (int n : {0, 1, 31, 50, 64, 100, 129, 256})
        for (int m : {0, 1, 2, 15, 16, 33, 45, 128, 200, 256})
            for (int low : {0, 3, 32, 47, 90, 130, 256})
                wrong += !nested_is_right(n, m, low);
    printf("nested: %d wrong\n", all_wrong = wrong);

    cudaMemset(device_places, 0, sizeof places);
    by_lane<<<1, N>>>(device_in, device_out, device_places);
    cudaMemcpy(places, device_places, sizeof places, cudaMemcpyDeviceToHost);
    wrong = 0;
    for (int warp = 0; warp < N / 32; warp++) {
        int sum = 0, largest = 0;
        for (int lane = 0; lane < 32; lane++) {
            int x = in[warp * 32 + lane];
            sum += x;
            if ((lane == 31 || x % 5 == 0) && x > largest)
                largest = x;
        }
        wrong += places[warp] != sum || places[100 + warp] != largest;
    }
    printf("by lane: %d wrong\n", wrong);
    printf("%s\n", !all_wrong && !wrong && cudaGetLastError() == cudaSuccess ? "PASS" : "FAIL");
}
