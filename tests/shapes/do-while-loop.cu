// about: do-while whose condition holds a barrier
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i], rounds = 0;
    do {
        s[t] = v;
        __syncthreads();
        v = s[(t + 7) % n] / 2 + t % 3;
        rounds++;
    } while (__syncthreads_or(v > 5));
    out[i] = v * 100 + rounds;
}

int main() {
    return run_shapes(shape, [](int, Ints v) {
        int rounds = 0;
        bool again;
        do {
            v = each(rotated(v, 7), [](int t, int x) { return x / 2 + t % 3; });
            again = false;
            for (int x : v)
                again |= x > 5;
            rounds++;
        } while (again);
        return each(v, [=](int, int x) { return x * 100 + rounds; });
    });
}
