// Control flow of every kind, function pointers, virtual calls.
__global__ void loops(const int *in, int *out) {
    int n = in[threadIdx.x], sum = 0;
    for (int i = 0; i < n; ++i) {
        if (i % 3 == 1) continue;
        if (i > 20) break;
        for (int j = i; j < n; j += 2) {
            if ((i ^ j) == 9) goto next;
            sum += j;
            if (sum > 500) { sum -= 1000; break; }
        }
        sum ^= i;
    next:;
    }
    do { sum = sum * 3 + 1; n--; } while (n > 0 && sum % 7 != 0);
    out[threadIdx.x] = sum;
}
__global__ void switches(const int *in, int *out) {
    int n = in[threadIdx.x], value = 1;
    for (int i = 0; i < 10; ++i) {
        switch ((n + i) % 6) {
            case 0: value += 3;
            case 1: value *= 2; break;
            case 2: if (value > 100) { value -= 90; continue; } value += 7; break;
            case 4: value ^= 0x55; break;
            case 5: if (i == 7) { out[threadIdx.x] = -value; return; }
            default: value++;
        }
    }
    out[threadIdx.x] = value;
}
__global__ void irreducible(const int *in, int *out) {
    int n = in[threadIdx.x], a = 0, b = 1;
    if (n & 1) goto second;
first:
    a += b;
    if (a > 60) goto end;
second:
    b += 2 + (n & 3);
    if (b % 5 != 0) goto first;
    a ^= 7;
    if (n-- > 0) goto second;
end:
    out[threadIdx.x] = a * 1000 + b;
}
typedef int (*Operation)(int, int);
__device__ int plus(int a, int b) { return a + b; }
__device__ int minus(int a, int b) { return a - b; }
__device__ int times(int a, int b) { return a * b; }
__device__ Operation operations[3] = {plus, minus, times};
__global__ void pointers(const int *which, int *out) {
    int i = threadIdx.x;
    out[i] = operations[which[i] % 3](i, 3);
}
struct Shape { __device__ virtual int area() const = 0; };
struct Square : Shape { int side; __device__ Square(int s) : side(s) {} __device__ int area() const override { return side * side; } };
struct Box : Shape { int w, h; __device__ Box(int w, int h) : w(w), h(h) {} __device__ int area() const override { return w * h; } };
__global__ void shapes(int *out) {
    Square square(threadIdx.x);
    Box box(threadIdx.x, 3);
    const Shape *shape = threadIdx.x % 2 ? (const Shape *)&square : (const Shape *)&box;
    out[threadIdx.x] = shape->area();
}
__global__ void early_return(const int *in, int *out, int n) {
    __shared__ int values[64];
    values[threadIdx.x] = in[threadIdx.x];
    if (in[threadIdx.x] < 0) return;
    __syncthreads();
    int sum = 0;
    for (int round = 0; round < n; ++round) {
        sum += values[(threadIdx.x + round) & 63];
        __syncthreads();
        if (in[threadIdx.x] == round) return;
        values[threadIdx.x] += 1;
        __syncthreads();
    }
    out[threadIdx.x] = sum;
}
__global__ void votes(const int *in, int *out) {
    int x = in[threadIdx.x];
    out[threadIdx.x * 3] = __syncthreads_count(x > 0);
    out[threadIdx.x * 3 + 1] = __syncthreads_and(x > -100);
    out[threadIdx.x * 3 + 2] = __syncthreads_or(x == 12345);
}
__global__ void trap(int *out) {
    if (threadIdx.x == 3) __trap();
    out[threadIdx.x] = 1;
}
