// about: accesses that lie between each other: pairs, triples and quadruples, in order and not, with and without some threads
#include <cstdio>

const int N = 96;

// Two halves of a pair, exchanged through the block's memory.
__global__ void pairs(const float *in, float *out) {
    __shared__ float values[2 * N];
    int t = threadIdx.x;
    values[2 * t] = in[2 * t];
    values[2 * t + 1] = in[2 * t + 1];
    __syncthreads();
    values[2 * t + 1] += values[2 * t];
    __syncthreads();
    out[2 * t + 1] = values[2 * t];
    out[2 * t] = values[2 * t + 1];
}

// What is stored between two loads of a pair may be what the second one reads.
__global__ void overwritten(float *a, float *b, int shift) {
    int t = threadIdx.x;
    float x = a[2 * t];
    b[2 * t + shift] = x + 1;
    float y = a[2 * t + 1];
    b[2 * t + 1000] = y;
    b[2 * t + 1001] = x;
}

// What is loaded between two stores of a pair may be what the first one wrote.
__global__ void read_between(int *a, const int *b) {
    int t = threadIdx.x;
    a[2 * t] = 7 * t;
    int between = b[2 * t];
    a[2 * t + 1] = between + 1;
}

// Triples in any order; one element is stored twice, the later one counts.
__global__ void triples(const short *in, short *out) {
    int t = threadIdx.x;
    short z = in[3 * t + 2], x = in[3 * t], y = in[3 * t + 1];
    out[3 * t + 1] = z;
    out[3 * t] = y + 1;
    out[3 * t + 2] = x - y;
    out[3 * t + 1] += 5;
}

// Quadruples of which some threads have none, in memory of the block too.
__global__ void quadruples(const double *in, double *out, int n) {
    __shared__ double values[4 * N];
    int t = threadIdx.x;
    for (int part = 0; part < 4; part++)
        values[4 * t + part] = -1;
    __syncthreads();
    if (t * 3 % 7 < n) {
        values[4 * t + 3] = in[4 * t];
        values[4 * t + 1] = in[4 * t + 1];
        values[4 * t + 0] = in[4 * t + 2];
        values[4 * t + 2] = in[4 * t + 3];
    }
    __syncthreads();
    if (t < 8 * n) {
        out[4 * t] = values[4 * t];
        out[4 * t + 1] = values[4 * t + 1] + values[4 * t + 2];
        out[4 * t + 2] = values[4 * t + 2];
        out[4 * t + 3] = values[4 * t + 3];
    }
}

// Single elements of pairs in the block's memory: the other ones stay, at both ends too.
__global__ void single(int *out, int n) {
    __shared__ int before[2], values[2 * N], behind[2];
    int t = threadIdx.x;
    if (t < 2)
        before[t] = 100 + t, behind[t] = 200 + t;
    values[2 * t] = t;
    values[2 * t + 1] = 1000 + t;
    __syncthreads();
    if (t < n)
        values[2 * t + 1] *= 2;
    if (t >= n)
        values[2 * t] += 5;
    __syncthreads();
    out[2 * t] = values[2 * t] + before[t % 2] + behind[t % 2];
    out[2 * t + 1] = values[2 * t + 1];
}

// Arrays of each thread.
__global__ void own(const int *in, int *out) {
    int t = threadIdx.x, mine[4];
    for (int i = 0; i < 4; i++)
        mine[i] = in[4 * t + i] + i;
    int at = in[4 * t] & 3;
    mine[at] += 50;
    out[2 * t] = mine[(at + 1) & 3] + mine[at];
    out[2 * t + 1] = mine[3];
}

template <class T> struct Buffer {
    T *data;
    Buffer() {
        cudaMallocManaged(&data, 4096 * sizeof(T));
        for (int i = 0; i < 4096; i++)
            data[i] = T(i * 37 % 101);
    }
    void print(const char *what) {
        cudaDeviceSynchronize();
        unsigned sum = 0;
        for (int i = 0; i < 4096; i++)
            sum = sum * 31 + unsigned(int(data[i]));
        printf("%s %u\n", what, sum);
    }
};

int main() {
    Buffer<float> in, out, shifted;
    pairs<<<1, N>>>(in.data, out.data);
    out.print("pairs");
    // The same memory, some elements apart: 1 is what the same thread loads next.
    for (int shift = 0; shift < 2; shift++) {
        overwritten<<<1, N>>>(shifted.data, shifted.data, shift);
        shifted.print("overwritten");
    }
    Buffer<int> numbers, others;
    read_between<<<1, N>>>(numbers.data, others.data);
    numbers.print("read between");
    read_between<<<1, N>>>(others.data, others.data);
    others.print("read what was written");
    Buffer<short> shorts, more;
    triples<<<1, N>>>(shorts.data, more.data);
    more.print("triples");
    Buffer<double> doubles, results;
    for (int n : {0, 3, 7, 12}) {
        quadruples<<<1, N>>>(doubles.data, results.data, n);
        results.print("quadruples");
    }
    Buffer<int> singles, mine;
    for (int n : {0, 17, 64, N}) {
        single<<<1, N>>>(singles.data, n);
        singles.print("single");
    }
    own<<<1, N>>>(others.data, mine.data);
    mine.print("own");
    printf("%s\nPASS\n", cudaGetErrorName(cudaGetLastError()));
}
