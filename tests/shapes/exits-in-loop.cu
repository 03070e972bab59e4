// about: in every round of a loop with barriers more threads return
#include "../common/shapes.h"

__global__ void shape(const int *in, int *out) {
    int t = self(), n = threads(), i = blockIdx.x * n + t, v = in[i], width = n;
    while (true) {
        s[t] = v;
        __syncthreads();
        v = (v + s[width - 1 - t]) % 10007;
        __syncthreads();
        int next = width - (width + 3) / 4;
        if (t >= next) {
            out[i] = v;
            return;
        }
        width = next;
    }
}

int main() {
    return run_shapes(shape, [](int, const Ints &in) {
        Ints v = in, result(in.size());
        while (!v.empty()) {
            Ints reversed(v.rbegin(), v.rend());
            v = each(v, [&](int t, int x) { return (x + reversed[t]) % 10007; });
            size_t next = v.size() - (v.size() + 3) / 4;
            for (size_t t = next; t < v.size(); t++)
                result[t] = v[t];
            v.resize(next);
        }
        return result;
    });
}
