// about: both sides of a uniform branch meet, different numbers of times
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i];
    s[t] = v;
    __syncthreads();
    if (s[0] % 2) {
        v = s[(t + 1) % n];
        __syncthreads();
        s[t] = v + 1;
        __syncthreads();
        v = s[(t + 1) % n];
    } else {
        int w = s[(t + 2) % n];
        __syncthreads();
        s[t] = w - 1;
    }
    __syncthreads();
    out[i] = v * 1000 + s[n - 1 - t];
}

int main() {
    return run_shapes(shape, [](int, const Ints &in) {
        bool odd = in[0] % 2;
        Ints board = each(rotated(in, odd ? 1 : 2), [=](int, int v) { return odd ? v + 1 : v - 1; });
        Ints v = odd ? rotated(board, 1) : in;
        return each(v, [&](int t, int x) { return x * 1000 + board[board.size() - 1 - t]; });
    });
}
