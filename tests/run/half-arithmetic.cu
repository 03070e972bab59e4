// about: arithmetic of __half and __nv_bfloat16 rounds once, on the device and on the host, in all of its forms
#include "../common/sixteen_bits.h"

enum { ADD, SUB, MUL, DIV, ADD_RN, SUB_RN, MUL_RN, ADD_SAT, SUB_SAT, MUL_SAT, FMA, FMA_SAT, FMA_RELU, OPERATIONS };
const char *const names[] = {"add", "sub", "mul", "div", "add_rn", "sub_rn", "mul_rn", "add_sat", "sub_sat", "mul_sat",
    "fma", "fma_sat", "fma_relu"};

template <class T> __host__ __device__ T result(int operation, T a, T b, T c) {
    switch (operation) {
    case ADD: return a + b;
    case SUB: return a - b;
    case MUL: return a * b;
    case DIV: return a / b;
    case ADD_RN: return __hadd_rn(a, b);
    case SUB_RN: return __hsub_rn(a, b);
    case MUL_RN: return __hmul_rn(a, b);
    case ADD_SAT: return __hadd_sat(a, b);
    case SUB_SAT: return __hsub_sat(a, b);
    case MUL_SAT: return __hmul_sat(a, b);
#ifdef __CUDA_ARCH__
    case FMA: return __hfma(a, b, c);
    case FMA_SAT: return __hfma_sat(a, b, c);
    case FMA_RELU: return __hfma_relu(a, b, c);
#endif
    }
    return a;
}

template <class T> __global__ void compute(const T *a, const T *b, const T *c, T *out, int count) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < count)
        for (int operation = 0; operation < OPERATIONS; operation++)
            out[operation * count + i] = result(operation, a[i], b[i], c[i]);
}

template <class T> unsigned short expected(int operation, unsigned short a, unsigned short b, unsigned short c) {
    Exact x = exact<T>(a), y = exact<T>(b), z = exact<T>(c);
    unsigned short r = 0, one = rounded<T>({Exact::FINITE, false, 1, 0});
    switch (operation) {
    case ADD: case ADD_RN: case ADD_SAT: r = rounded<T>(x + y); break;
    case SUB: case SUB_RN: case SUB_SAT: r = rounded<T>(x + -y); break;
    case MUL: case MUL_RN: case MUL_SAT: r = rounded<T>(x * y); break;
    case DIV: r = rounded<T>(x / y); break;
    default: r = rounded<T>(x * y + z);
    }
    bool saturates = operation == ADD_SAT || operation == SUB_SAT || operation == MUL_SAT || operation == FMA_SAT;
    if (saturates)
        return is_nan<T>(r) || r & 0x8000 ? 0 : r > one ? one : r;
    return operation == FMA_RELU && r & 0x8000 ? 0 : r;
}

template <class T> void test() {
    const int count = 1 << 20;
    auto a = operands<T>(count, 1), b = operands<T>(count, 2, &a), c = operands<T>(count, 3);
    for (int i = 0; i < count; i++) // a third operand that cancels the product
        if (i % 3 == 0)
            c[i] = rounded<T>(-(exact<T>(a[i]) * exact<T>(b[i]))) ^ (unsigned short)(i / 3 & 1);
    Device<unsigned short> da(a), db(b), dc(c), out((size_t)count * OPERATIONS);
    compute<T><<<count / 128, 128>>>((T *)da.get(), (T *)db.get(), (T *)dc.get(), (T *)out.get(), count);
    FINISH();
    auto got = out.host();
    for (int operation = 0; operation < OPERATIONS; operation++) {
        std::vector<unsigned short> device(got.begin() + operation * count, got.begin() + (operation + 1) * count);
        std::vector<unsigned short> host(count), want(count);
        for (int i = 0; i < count; i++) {
            typedef Format<T> F;
            want[i] = expected<T>(operation, a[i], b[i], c[i]);
            host[i] = F::bits(result(operation, F::of(a[i]), F::of(b[i]), F::of(c[i])));
        }
        compare(Format<T>::name, names[operation], device, want);
        if (operation < FMA)
            compare(Format<T>::name, "the same on the host", host, want);
    }
}

int main() {
    test<__half>();
    test<__nv_bfloat16>();
    return verdict();
}
