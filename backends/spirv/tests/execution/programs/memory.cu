// Memories of every kind.
struct Pair { char tag; double weight; int *where; };
__constant__ int table[8] = {3, 1, 4, 1, 5, 9, 2, 6};
__device__ int counter = 5;
__device__ int cells[4];
__device__ int *chosen = cells + 2;

__global__ void by_value(Pair pair, int n) {
    int i = threadIdx.x;
    if (i < n) pair.where[i] = (int)(pair.weight * i) + pair.tag;
}
__global__ void variables(int *out) {
    int i = threadIdx.x;
    atomicAdd(&counter, 1);
    out[i] = table[i % 8] * 10;
    if (i == 0) *chosen = 77;
}
__global__ void read_cells(int *out) { out[0] = counter; out[1] = cells[2]; out[2] = (int)(chosen - cells); }

__global__ void private_array(int *out, int n) {
    int local[16];
    for (int i = 0; i < 16; ++i) local[i] = i * i + threadIdx.x;
    for (int round = 0; round < n; ++round) local[(round * 7 + threadIdx.x) & 15] += local[(round * 3) & 15];
    int sum = 0;
    for (int i = 0; i < 16; ++i) sum = sum * 31 + local[i];
    out[threadIdx.x] = sum;
}
__global__ void private_bytes(unsigned *out, const unsigned char *in) {
    union { unsigned char bytes[64]; unsigned words[16]; } u;
    for (int i = 0; i < 64; ++i) u.bytes[(i * 5) & 63] = in[i] ^ threadIdx.x;
    unsigned sum = 0;
    for (int i = 0; i < 16; ++i) sum = sum * 17 + u.words[(i + threadIdx.x) & 15];
    out[threadIdx.x] = sum;
}
__global__ void reduce(const int *in, int *out, int n) {
    __shared__ int sums[128];
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    sums[threadIdx.x] = i < n ? in[i] : 0;
    __syncthreads();
    for (int step = blockDim.x / 2; step > 0; step /= 2) {
        if (threadIdx.x < step) sums[threadIdx.x] += sums[threadIdx.x + step];
        __syncthreads();
    }
    if (threadIdx.x == 0) atomicAdd(out, sums[0]);
}
__global__ void histogram(const unsigned char *in, unsigned *out, int n) {
    extern __shared__ unsigned bins[];
    for (int i = threadIdx.x; i < 256; i += blockDim.x) bins[i] = 0;
    __syncthreads();
    for (int i = threadIdx.x; i < n; i += blockDim.x) atomicAdd(&bins[in[i]], 1u);
    __syncthreads();
    for (int i = threadIdx.x; i < 256; i += blockDim.x) out[i] = bins[i];
}
__global__ void mixed_shared(const int *in, int *out) {
    extern __shared__ char raw[];
    float *reals = (float *)raw;
    short *shorts = (short *)(raw + 4 * blockDim.x);
    reals[threadIdx.x] = in[threadIdx.x] * 0.5f;
    shorts[threadIdx.x] = (short)(in[threadIdx.x] * 3);
    __syncthreads();
    int other = blockDim.x - 1 - threadIdx.x;
    out[threadIdx.x] = (int)(reals[other] * 2) + shorts[other] * 1000;
}
__device__ __noinline__ int total(const int *p, int n) {
    int sum = 0;
    for (int i = 0; i < n; ++i) sum += p[i];
    return sum;
}
__global__ void generic(int *device, int *out) {
    __shared__ int shared[4];
    int local[4];
    for (int i = 0; i < 4; ++i) { local[i] = threadIdx.x + i; }
    if (threadIdx.x < 4) shared[threadIdx.x] = threadIdx.x * 100;
    __syncthreads();
    const int *p = threadIdx.x % 3 == 0 ? device : threadIdx.x % 3 == 1 ? shared : local;
    out[threadIdx.x] = total(p, 4);
}
struct Node { int value; Node *next; };
__global__ void chain(int *out) {
    Node nodes[4];
    for (int i = 0; i < 4; ++i) { nodes[i].value = i + threadIdx.x; nodes[i].next = i < 3 ? &nodes[i + 1] : nullptr; }
    int sum = 0;
    for (Node *n = &nodes[threadIdx.x & 3]; n; n = n->next) sum = sum * 10 + n->value;
    out[threadIdx.x] = sum;
}
__global__ void vectors(const float4 *in, float4 *out, const uchar4 *bytes, int2 *pairs) {
    float4 v = in[threadIdx.x];
    out[threadIdx.x] = make_float4(v.w, v.z, v.y, v.x);
    uchar4 b = bytes[threadIdx.x];
    pairs[threadIdx.x] = make_int2(b.x + b.y, b.z * b.w);
}
__global__ void big_parameters(Pair a, Pair b, Pair c, Pair d, int index, int *out) {
    Pair all[4] = {a, b, c, d};
    out[threadIdx.x] = (int)all[(index + threadIdx.x) & 3].weight;
}
