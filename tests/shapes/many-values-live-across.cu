// about: values of many types live across barriers in a loop, also only on some paths
#include "../common/shapes.h"

struct State {
    double real;
    long long wide;
    short small;
    bool flag;
    float4 vector;
};

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i];
    State a = {v * 0.5, (long long)v << 33, (short)v, v % 2 == 1, make_float4(v, v + 1, v + 2, v + 3)};
    const int *cursor = in + i;
    int *board = s;
    for (int k = 0; k < 4; k++) {
        int only_odd = k % 2 ? v + t : 0;
        board[t] = v;
        __syncthreads();
        int other = board[(t + k + 1) % n];
        __syncthreads();
        a.real += other * 0.25;
        a.wide += (long long)other << 32;
        a.small = (short)(a.small + other);
        a.flag = a.flag != (other > 500);
        a.vector.y += a.vector.x;
        a.vector.w += (float)other;
        v = other + only_odd + *cursor % 3;
        board = board == s ? s + n : s;
    }
    out[i] = (int)(a.real * 4) + (int)(a.wide >> 32) + a.small + a.flag + (int)(a.vector.y + a.vector.z + a.vector.w) + v;
}

int main() {
    return run_shapes(shape, [](int, const Ints &in) {
        int n = (int)in.size();
        std::vector<State> a(n);
        for (int t = 0; t < n; t++) {
            int v = in[t];
            a[t] = {v * 0.5, (long long)v << 33, (short)v, v % 2 == 1, make_float4(v, v + 1, v + 2, v + 3)};
        }
        Ints v = in;
        for (int k = 0; k < 4; k++) {
            Ints other = rotated(v, k + 1);
            for (int t = 0; t < n; t++) {
                a[t].real += other[t] * 0.25;
                a[t].wide += (long long)other[t] << 32;
                a[t].small = (short)(a[t].small + other[t]);
                a[t].flag = a[t].flag != (other[t] > 500);
                a[t].vector.y += a[t].vector.x;
                a[t].vector.w += (float)other[t];
                v[t] = other[t] + (k % 2 ? v[t] + t : 0) + in[t] % 3;
            }
        }
        return each(v, [&](int t, int x) {
            return (int)(a[t].real * 4) + (int)(a[t].wide >> 32) + a[t].small + a[t].flag +
                   (int)(a[t].vector.y + a[t].vector.z + a[t].vector.w) + x;
        });
    });
}
