// about: pointers as integers and back: alignment, differences, tags in the low bits, null, pointer arrays
#include "../common/test.h"

__global__ void pointers(int *base, int **table, long long *out) {
    uintptr_t bits = reinterpret_cast<uintptr_t>(base);
    out[0] = bits % 256;
    int *tagged = reinterpret_cast<int *>((bits + 40 * sizeof(int)) | 3);
    out[1] = reinterpret_cast<uintptr_t>(tagged) & 3;
    int *clean = reinterpret_cast<int *>(reinterpret_cast<uintptr_t>(tagged) & ~uintptr_t(3));
    out[2] = clean - base;
    out[3] = *clean;
    out[4] = table[0] == nullptr;
    out[5] = table[1] == base;
    out[6] = *table[2];
    table[0] = &base[9];
    out[7] = table[1] < table[2];
    out[8] = reinterpret_cast<char *>(base + 10) - reinterpret_cast<char *>(base + 7);
    int *backwards = base + 50;
    out[9] = backwards[-20];
    out[10] = sizeof(void *) * 100 + sizeof(long) * 10 + alignof(double *);
}

int main() {
    std::vector<int> data(64);
    for (int i = 0; i < 64; i++)
        data[i] = i * 11;
    Device<int> base(data);
    Device<int *> table(std::vector<int *>{nullptr, base.get(), base.get() + 5});
    Device<long long> out(11);
    pointers<<<1, 1>>>(base, table, out);
    FINISH();
    match("facts", out.host(), std::vector<long long>{0, 3, 40, 440, 1, 1, 55, 1, 12, 330, 888});
    EXPECT(table.host()[0] == base.get() + 9);
    return verdict();
}
