// about: char, short and bool arithmetic: promotion, wrap-around on store, sign extension, shifts
#include "../common/test.h"

__host__ __device__ void step(signed char &a, unsigned char &b, short &c, unsigned short &d, bool &e, int i) {
    a = (signed char)(a * 7 + i);
    b = (unsigned char)(b * 13 - i);
    c = (short)(c * 251 + a);
    d = (unsigned short)((d << 3) + b);
    e = e ^ (a < b) ^ (c > d);
    a = (signed char)(a >> 1);
    d = (unsigned short)(d >> (b & 7));
    b = (unsigned char)(~b + e);
}

__global__ void kernel(int *out) {
    int t = threadIdx.x;
    signed char a = (signed char)t;
    unsigned char b = (unsigned char)(t * 3);
    short c = (short)(t * 300);
    unsigned short d = (unsigned short)(t * 999);
    bool e = t & 1;
    for (int i = 0; i < 20; i++)
        step(a, b, c, d, e, i);
    int *row = out + t * 5;
    row[0] = a;
    row[1] = b;
    row[2] = c;
    row[3] = d;
    row[4] = e;
}

int main() {
    std::vector<int> want;
    for (int t = 0; t < 128; t++) {
        signed char a = (signed char)t;
        unsigned char b = (unsigned char)(t * 3);
        short c = (short)(t * 300);
        unsigned short d = (unsigned short)(t * 999);
        bool e = t & 1;
        for (int i = 0; i < 20; i++)
            step(a, b, c, d, e, i);
        want.insert(want.end(), {a, b, c, d, e});
    }
    Device<int> out(want.size());
    kernel<<<1, 128>>>(out);
    FINISH();
    match("values", out.host(), want);
    return verdict();
}
