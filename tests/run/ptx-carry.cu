// about: inline PTX: carry chains in one statement, and over statements in functions of their own
#include "../common/ptx.h"

typedef unsigned __int128 u128;

__device__ __forceinline__ u32 add_cc(u32 a, u32 b) {
    u32 r;
    asm volatile("add.cc.u32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
    return r;
}
__device__ __forceinline__ u32 addc_cc(u32 a, u32 b) {
    u32 r;
    asm volatile("addc.cc.u32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
    return r;
}
__device__ __forceinline__ u32 addc(u32 a, u32 b) {
    u32 r;
    asm volatile("addc.u32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
    return r;
}
__device__ __forceinline__ u32 sub_cc(u32 a, u32 b) {
    u32 r;
    asm volatile("sub.cc.u32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
    return r;
}
__device__ __forceinline__ u32 subc(u32 a, u32 b) {
    u32 r;
    asm volatile("subc.u32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
    return r;
}

// 128-bit numbers as four words.
__global__ void kernel(const u32 *in, int n, u32 *out) {
    int i = threadIdx.x + blockIdx.x * blockDim.x;
    if (i >= n * n)
        return;
    const u32 *a = in + 4 * (i % n), *b = in + 4 * (i / n);
    out += (size_t)i * 24;
    asm("{\n\t"
        "add.cc.u32 %0, %4, %8;\n\t"
        "addc.cc.u32 %1, %5, %9;\n\t"
        "addc.cc.u32 %2, %6, %10;\n\t"
        "addc.u32 %3, %7, %11;\n\t"
        "}"
        : "=r"(out[0]), "=r"(out[1]), "=r"(out[2]), "=r"(out[3])
        : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]), "r"(b[2]), "r"(b[3]));
    u32 d0, d1, d2, d3;
    asm("sub.cc.u32 %0, %4, %8; subc.cc.u32 %1, %5, %9; subc.cc.u32 %2, %6, %10; subc.u32 %3, %7, %11;"
        : "=&r"(d0), "=&r"(d1), "=&r"(d2), "=&r"(d3)
        : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]), "r"(b[2]), "r"(b[3]));
    out[4] = d0, out[5] = d1, out[6] = d2, out[7] = d3;
    // The product of the lower halves.
    asm("mul.lo.u32 %0, %4, %6;\n"
        "mul.hi.u32 %1, %4, %6;\n"
        "mad.lo.cc.u32 %1, %4, %7, %1;\n"
        "madc.hi.u32 %2, %4, %7, 0;\n"
        "mad.lo.cc.u32 %1, %5, %6, %1;\n"
        "madc.hi.cc.u32 %2, %5, %6, %2;\n"
        "addc.u32 %3, 0, 0;\n"
        "mad.lo.cc.u32 %2, %5, %7, %2;\n"
        "madc.hi.u32 %3, %5, %7, %3;\n"
        : "=&r"(d0), "=&r"(d1), "=&r"(d2), "=&r"(d3)
        : "r"(a[0]), "r"(a[1]), "r"(b[0]), "r"(b[1]));
    out[8] = d0, out[9] = d1, out[10] = d2, out[11] = d3;
    // The flag outlives the statement.
    out[12] = add_cc(a[0], b[0]);
    out[13] = addc_cc(a[1], b[1]);
    out[14] = addc_cc(a[2], b[2]);
    out[15] = addc(a[3], b[3]);
    out[16] = sub_cc(a[0], b[0]);
    out[17] = subc(a[1], b[1]);
    // 64-bit steps.
    u64 x = (u64)a[1] << 32 | a[0], y = (u64)b[1] << 32 | b[0], z = (u64)a[3] << 32 | a[2], w = (u64)b[3] << 32 | b[2];
    u64 low, high;
    asm("add.cc.u64 %0, %2, %3; addc.u64 %1, %4, %5;" : "=&l"(low), "=l"(high) : "l"(x), "l"(y), "l"(z), "l"(w));
    out[18] = (u32)low, out[19] = low >> 32, out[20] = (u32)high, out[21] = high >> 32;
    asm("sub.cc.s64 %0, %1, %2; subc.s64 %0, 0, 0;" : "=&l"(low) : "l"(x), "l"(y));
    out[22] = (u32)low;
    asm("{ .reg .u64 t; mad.lo.cc.u64 t, %1, %2, %3; madc.hi.u64 %0, %1, %2, %4; }"
        : "=l"(high)
        : "l"(x), "l"(y), "l"(z), "l"(w));
    out[23] = (u32)high ^ (u32)(high >> 32);
}

static u128 number(const u32 *w) { return (u128)w[3] << 96 | (u128)w[2] << 64 | (u128)w[1] << 32 | w[0]; }

static void check(int line, u128 want, const u32 *got) {
    if (number(got) != want) {
        printf("line %d: %08x %08x %08x %08x is wrong\n", line, got[3], got[2], got[1], got[0]);
        failures++;
    }
}

int main() {
    std::vector<u32> in;
    u32 edges[] = {0, 1, 0xffffffff, 0x80000000};
    for (u32 a : edges)
        for (u32 b : edges)
            for (u32 c : {0u, 0xffffffffu})
                in.insert(in.end(), {a, b, c, a ^ b});
    u32 seed = 12345;
    for (int i = 0; i < 64; i++)
        in.push_back(seed = seed * 1664525 + 1013904223);
    int n = (int)in.size() / 4;
    Device<u32> device(in), out((size_t)n * n * 24);
    kernel<<<(n * n + 63) / 64, 64>>>(device, n, out);
    FINISH();
    std::vector<u32> rows = out.host();
    for (int i = 0; i < n * n; i++) {
        const u32 *row = &rows[(size_t)i * 24];
        u128 a = number(&in[4 * (i % n)]), b = number(&in[4 * (i / n)]);
        u64 x = (u64)a, y = (u64)b;
        check(__LINE__, a + b, row);
        check(__LINE__, a - b, row + 4);
        check(__LINE__, (u128)x * y, row + 8);
        check(__LINE__, a + b, row + 12);
        EXPECT(((u64)row[17] << 32 | row[16]) == x - y);
        check(__LINE__, a + b, row + 18);
        EXPECT(row[22] == (x < y ? 0xffffffff : 0));
        u128 product = (u128)x * y, low = (u128)(u64)product + (u64)(a >> 64);
        u64 high = (u64)(product >> 64) + (u64)(b >> 64) + (u64)(low >> 64);
        EXPECT(row[23] == ((u32)high ^ (u32)(high >> 32)));
    }
    return verdict();
}
