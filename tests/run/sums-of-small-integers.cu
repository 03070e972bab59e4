// about: loops that LLVM turns into reductions of vectors: sums, extremes and logic over short, char, int and bool
#include "../common/test.h"

template <class T> __global__ void dot(const T *a, const T *b, T *out, int width) {
    extern __shared__ unsigned char memory[];
    T *tile = reinterpret_cast<T *>(memory);
    tile[threadIdx.x] = a[blockIdx.x * blockDim.x + threadIdx.x];
    __syncthreads();
    T sum = 0;
    for (int i = 0; i < width; i++)
        sum += tile[(threadIdx.x + i) % blockDim.x] * b[i];
    out[blockIdx.x * blockDim.x + threadIdx.x] = sum;
}

template <class T> __global__ void folds(const T *in, T *out) {
    const T *v = in + threadIdx.x * 16;
    T sum = 0, all = ~0, any = 0, odd = 0, most = v[0], least = v[0];
#pragma unroll
    for (int i = 0; i < 16; i++) {
        sum += v[i], all &= v[i], any |= v[i], odd ^= v[i];
        most = v[i] > most ? v[i] : most, least = v[i] < least ? v[i] : least;
    }
    T *to = out + threadIdx.x * 6;
    to[0] = sum, to[1] = all, to[2] = any, to[3] = odd, to[4] = most, to[5] = least;
}

// The truth of many comparisons: bits of a vector that become one integer.
template <class T> __global__ void search(const T *in, const T *keys, int *out, int width) {
    const T *v = in + width * threadIdx.x;
    bool any = false, none = true;
    for (int i = 0; i < width; i++)
        any |= v[i] == keys[i];
    for (int i = 0; i < width; i++)
        if (v[i] == keys[0])
            none = false;
    out[threadIdx.x] = any + 2 * none;
}

template <class T> void test(const char *name) {
    const int threads = 64, blocks = 4, width = 9;
    Random random(17);
    std::vector<T> a(threads * blocks), b(width), want(a.size());
    for (T &value : a)
        value = random.between(-100, 100);
    for (T &value : b)
        value = random.between(-100, 100);
    for (size_t i = 0; i < want.size(); i++)
        for (int j = 0; j < width; j++)
            want[i] += a[i / threads * threads + (i + j) % threads] * b[j];
    Device<T> da(a), db(b), out(a.size());
    dot<T><<<blocks, threads, threads * sizeof(T)>>>(da, db, out, width);
    FINISH();
    match(name, out.host(), want);

    const int rows = a.size() / 16;
    want.clear();
    for (int row = 0; row < rows; row++) {
        T sum = 0, all = ~0, any = 0, odd = 0, most = a[row * 16], least = most;
        for (int i = row * 16; i < row * 16 + 16; i++) {
            sum += a[i], all &= a[i], any |= a[i], odd ^= a[i];
            most = a[i] > most ? a[i] : most, least = a[i] < least ? a[i] : least;
        }
        want.insert(want.end(), {sum, all, any, odd, most, least});
    }
    Device<T> folded(want.size());
    folds<T><<<1, rows>>>(da, folded);
    FINISH();
    match(name, folded.host(), want);

    std::vector<int> found(rows);
    for (int row = 0; row < rows; row++) {
        bool any = false, none = true;
        for (int i = 0; i < 16; i++) {
            any |= a[row * 16 + i] == a[i + 16];
            none &= a[row * 16 + i] != a[16];
        }
        found[row] = any + 2 * none;
    }
    Device<int> out_of_search(rows);
    search<T><<<1, rows>>>(da, da + 16, out_of_search, 16);
    FINISH();
    match(name, out_of_search.host(), found);
}

int main() {
    test<signed char>("char");
    test<short>("short");
    test<int>("int");
    test<long long>("long long");
    return verdict();
}
