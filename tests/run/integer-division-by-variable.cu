// about: division and remainder of all integer widths by run-time values, with negative operands and extremes
#include "../common/test.h"
#include <limits>
#include <type_traits>

template <class T> __global__ void divide(const T *a, const T *b, T *quotient, T *remainder) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    quotient[i] = a[i] / b[i];
    remainder[i] = a[i] % b[i];
}

template <class T> void test(const char *name) {
    const int n = 256;
    std::vector<T> a(n), b(n), q(n), r(n);
    Random random(17);
    const T low = std::numeric_limits<T>::min(), high = std::numeric_limits<T>::max();
    for (int i = 0; i < n; i++) {
        a[i] = (T)random.next64();
        b[i] = i % 2 ? (T)random.between(1, 100) : (T)random.next64();
        if (i % 16 == 0)
            a[i] = low;
        if (i % 16 == 1)
            a[i] = high;
        if (i % 16 == 2)
            b[i] = high;
        // The only quotient that overflows, and division by zero, are not defined.
        if (b[i] == 0 || (std::is_signed<T>::value && a[i] == low && b[i] == (T)-1))
            b[i] = 3;
        q[i] = a[i] / b[i];
        r[i] = a[i] % b[i];
    }
    Device<T> da(a), db(b), dq(n), dr(n);
    divide<T><<<2, 128>>>(da, db, dq, dr);
    FINISH();
    printf("%s\n", name);
    match("quotients", dq.host(), q);
    match("remainders", dr.host(), r);
}

int main() {
    test<signed char>("signed char");
    test<unsigned char>("unsigned char");
    test<short>("short");
    test<unsigned short>("unsigned short");
    test<int>("int");
    test<unsigned>("unsigned");
    test<long long>("long long");
    test<unsigned long long>("unsigned long long");
    return verdict();
}
