// about: data members of classes with a memory qualifier
struct Counters {
    static __device__ int total;
    static constexpr int limit = 3;
};
__device__ int Counters::total = 1;

template <class T> class Table {
  public:
    static inline __constant__ T values[4] = {1, 2, 3, 4};
    static __device__ T first() { return values[0]; }
};

#if 0
struct Left { static __device__ int out; };
#endif

__global__ void kernel(int *out) {
    *out = Counters::total + Counters::limit + Table<int>::first();
}

int main() {
    kernel<<<1, 1>>>(nullptr);
    return 0;
}
