// about: a switch with barriers in its cases, inside a loop
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i];
    for (int k = 0; k < 10; k++) {
        s[t] = v;
        __syncthreads();
        switch ((s[k % n] + k) % 4) {
        case 0:
            v = s[n - 1 - t];
            break;
        case 1:
            __syncthreads();
            s[t] = v + 1;
            __syncthreads();
            v = s[(t + 1) % n];
            break;
        case 2:
            v += k;
            __syncthreads();
            continue;
        default:
            for (int j = 0; j < 2; j++)
                v += __syncthreads_count(v % 2);
        }
        __syncthreads();
    }
    out[i] = v;
}

int main() {
    return run_shapes(shape, [](int, Ints v) {
        for (int k = 0; k < 10; k++)
            switch ((v[k % v.size()] + k) % 4) {
            case 0:
                v = Ints(v.rbegin(), v.rend());
                break;
            case 1:
                v = each(rotated(v, 1), [](int, int x) { return x + 1; });
                break;
            case 2:
                v = each(v, [=](int, int x) { return x + k; });
                break;
            default:
                for (int j = 0; j < 2; j++) {
                    int count = 0;
                    for (int x : v)
                        count += x % 2 != 0;
                    v = each(v, [=](int, int x) { return x + count; });
                }
            }
        return v;
    });
}
