// about: bit casts between integers and floating point, halves of a double
#include "../common/test.h"

__global__ void kernel(const unsigned *in, unsigned *out, unsigned long long *wide) {
    int i = threadIdx.x;
    unsigned x = in[i], y = in[i + 1];
    float f = __uint_as_float(x);
    unsigned *row = out + i * 6;
    row[0] = __float_as_uint(f);
    row[1] = (unsigned)__float_as_int(__int_as_float((int)x));
    double d = __hiloint2double((int)x, (int)y);
    row[2] = (unsigned)__double2hiint(d);
    row[3] = (unsigned)__double2loint(d);
    row[4] = f < 0;
    row[5] = __float_as_uint(-f);
    wide[i] = (unsigned long long)__double_as_longlong(d) ^ (unsigned long long)__double_as_longlong(__longlong_as_double(5));
}

int main() {
    const int n = 64;
    std::vector<unsigned> in(n + 1), want;
    std::vector<unsigned long long> wide;
    Random random(22);
    for (unsigned &v : in) {
        v = random.next();
        if ((v >> 23 & 255) == 255)
            v ^= 1u << 30; // no NaN: negating one may change its bits
    }
    in[3] = 0x80000000u;
    for (int i = 0; i < n; i++) {
        float f;
        memcpy(&f, &in[i], 4);
        want.insert(want.end(), {in[i], in[i], in[i], in[i + 1], f < 0, in[i] ^ 0x80000000u});
        wide.push_back(((unsigned long long)in[i] << 32 | in[i + 1]) ^ 5);
    }
    Device<unsigned> din(in), out(want.size());
    Device<unsigned long long> dw(n);
    kernel<<<1, n>>>(din, out, dw);
    FINISH();
    match("words", out.host(), want);
    match("doubles", dw.host(), wide);
    return verdict();
}
