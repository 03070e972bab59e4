// about: many parameters of different size and alignment; a parameter the kernel changes is its own copy
#include "../common/test.h"

struct Odd {
    char c[5];
};
struct alignas(16) Wide {
    float x, y;
};
struct Bits {
    unsigned a : 3, b : 13;
    signed c : 6;
};
enum class Colour : unsigned char { red = 3, green = 200 };

__global__ void mixed(bool flag, char a, short b, Odd odd, long long c, float d, Wide wide, double e, unsigned char f,
                      Bits bits, Colour colour, const int (*rows)[4], double *out) {
    odd.c[threadIdx.x % 5] += 1;
    int odd_sum = 0;
    for (char v : odd.c)
        odd_sum += v;
    out[threadIdx.x] = (flag ? 1 : 2) + a + b + odd_sum + (double)c + d + wide.x * wide.y + e + f + bits.a + bits.b + bits.c +
                       (int)colour + rows[1][2];
}

int main() {
    Device<int> rows(std::vector<int>{0, 1, 2, 3, 4, 5, 60, 7});
    Device<double> out(40);
    Bits bits;
    bits.a = 5;
    bits.b = 8000;
    bits.c = -17;
    mixed<<<1, 40>>>(true, -7, 300, Odd{{1, 2, 3, 4, 5}}, -(1ll << 40), 0.25f, Wide{2, 3}, 1e6, 255, bits, Colour::green,
                     (const int(*)[4])rows.get(), out);
    FINISH();
    double want =
        1 - 7 + 300 + 16 - (double)(1ll << 40) + 0.25 + 6 + 1e6 + 255 + 5 + 8000 - 17 + 200 + 60;
    match("sums", out.host(), std::vector<double>(40, want));
    return verdict();
}
