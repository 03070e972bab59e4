// about: extern __shared__ split by hand into arrays of different types; its size comes from the launch
#include "../common/test.h"

extern __shared__ unsigned char arena[];

__global__ void reverse(const double *a, const short *b, double *x, short *y) {
    int n = blockDim.x, t = threadIdx.x;
    double *wide = reinterpret_cast<double *>(arena);
    short *narrow = reinterpret_cast<short *>(wide + n);
    wide[t] = a[t];
    narrow[t] = b[t];
    __syncthreads();
    x[t] = wide[n - 1 - t];
    y[t] = narrow[n - 1 - t];
}

int main() {
    for (int n : {1, 33, 200, 1024}) {
        std::vector<double> a(n);
        std::vector<short> b(n);
        for (int i = 0; i < n; i++) {
            a[i] = i * 0.5;
            b[i] = (short)(i * 7 - 3000);
        }
        Device<double> da(a), x(n);
        Device<short> db(b), y(n);
        reverse<<<1, n, n * (sizeof(double) + sizeof(short))>>>(da, db, x, y);
        FINISH();
        match("doubles", x.host(), std::vector<double>(a.rbegin(), a.rend()));
        match("shorts", y.host(), std::vector<short>(b.rbegin(), b.rend()));
    }
    return verdict();
}
