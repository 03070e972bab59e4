// about: inline PTX: loads and stores of every width, space, order and vector length; copies, fences, addresses, hints
#include "../common/ptx.h"

__constant__ u32 table[4] = {11, 22, 33, 44};

#define LD32(i, text, pointer)                                                                                         \
    {                                                                                                                  \
        u32 r_;                                                                                                        \
        asm volatile(text : "=r"(r_) : "l"(pointer) : "memory");                                                       \
        out[i] = r_;                                                                                                   \
    }

// bytes[k] = 0x80 + k.
__global__ void loads(const unsigned char *bytes, u32 *out) {
    LD32(0, "ld.u8 %0, [%1];", bytes)
    LD32(1, "ld.global.s8 %0, [%1+1];", bytes)
    LD32(2, "ld.global.b8 %0, [%1 + 2];", bytes)
    LD32(3, "ld.global.u16 %0, [%1+4];", bytes)
    LD32(4, "ld.s16 %0, [%1+4];", bytes)
    LD32(5, "ld.global.nc.u32 %0, [%1+8];", bytes)
    LD32(6, "ld.global.ca.u32 %0, [%1+12];", bytes)
    LD32(7, "ld.global.cg.s32 %0, [%1+-4];", bytes + 16)
    LD32(8, "ld.global.cs.b32 %0, [%1];", bytes)
    LD32(9, "ld.global.lu.u32 %0, [%1];", bytes)
    LD32(10, "ld.global.cv.u32 %0, [%1];", bytes)
    LD32(11, "ld.volatile.global.u32 %0, [%1];", bytes)
    LD32(12, "ld.relaxed.gpu.global.u32 %0, [%1];", bytes)
    LD32(13, "ld.acquire.sys.global.u32 %0, [%1];", bytes)
    LD32(14, "ld.acquire.cta.u32 %0, [%1];", bytes)
    LD32(15, "ld.weak.global.u32 %0, [%1];", bytes)
    LD32(16, "ld.global.L1::evict_last.L2::128B.u32 %0, [%1];", bytes)
    LD32(17, "ld.global.nc.L1::no_allocate.u32 %0, [%1];", bytes)
    LD32(18, "ldu.global.u32 %0, [%1];", bytes)
    LD32(19, "{ .reg .u64 policy; createpolicy.fractional.L2::evict_last.b64 policy, 1.0;\n"
             " ld.global.L2::cache_hint.u32 %0, [%1], policy; }", bytes)
    LD32(20, "ld.acquire.sys.global.u8 %0, [%1];", bytes)
    LD32(21, "ld.relaxed.cta.global.s16 %0, [%1];", bytes)
    LD32(22, "{ .reg .u64 c; cvta.to.const.u64 c, %1; ld.const.u32 %0, [c+8]; }", table)
    u32 a, b, c, d;
    asm("ld.global.v2.u32 {%0, %1}, [%2];" : "=r"(a), "=r"(b) : "l"(bytes));
    out[23] = a, out[24] = b;
    asm("ld.cg.global.v4.u32 {%0, %1, %2, %3}, [%4];" : "=r"(a), "=r"(b), "=r"(c), "=r"(d) : "l"(bytes));
    out[25] = a ^ b, out[26] = c ^ d;
    asm("ld.global.v4.u8 {%0, %1, %2, _}, [%3];" : "=r"(a), "=r"(b), "=r"(c) : "l"(bytes));
    out[27] = a | b << 8 | c << 16;
    asm("ld.relaxed.gpu.global.v2.u32 {%0, %1}, [%2];" : "=r"(a), "=r"(b) : "l"(bytes));
    out[28] = a ^ b;
    u64 x, y;
    asm("ld.global.nc.v2.u64 {%0, %1}, [%2];" : "=l"(x), "=l"(y) : "l"(bytes));
    out[29] = (u32)(x ^ y), out[30] = (x ^ y) >> 32;
    asm("ld.acquire.gpu.v2.b64 {%0, %1}, [%2];" : "=l"(x), "=l"(y) : "l"(bytes));
    out[31] = (u32)(x ^ y), out[32] = (x ^ y) >> 32;
    asm("ld.global.s8 %0, [%1];" : "=l"(x) : "l"(bytes));
    out[33] = x >> 32;
    unsigned short h;
    asm("ld.global.u16 %0, [%1];" : "=h"(h) : "l"(bytes));
    out[34] = h;
    float f;
    double g;
    asm("ld.global.f32 %0, [%1];" : "=f"(f) : "l"(out + 90));
    asm("ld.global.f64 %0, [%1];" : "=d"(g) : "l"(out + 92));
    out[35] = (u32)(f * 4.0f), out[36] = (u32)(g * 4.0);
    asm volatile("prefetch.global.L2 [%0]; prefetch.local.L1 [%0]; prefetchu.L1 [%0];\n"
                 "applypriority.global.L2::evict_normal [%0], 128;" ::"l"(bytes));
    asm volatile("discard.global.L2 [%0], 128;" ::"l"(out + 1024));
}

static u32 at(int first, int bytes) {
    u32 r = 0;
    for (int i = 0; i < bytes; i++)
        r |= (u32)(0x80 + first + i) << (8 * i);
    return r;
}

static void check_loads() {
    std::vector<unsigned char> bytes(32);
    for (int i = 0; i < 32; i++)
        bytes[i] = 0x80 + i;
    Device<unsigned char> device(bytes);
    std::vector<u32> init(96);
    float f = 2.75f;
    double g = 10.5;
    memcpy(&init[90], &f, 4);
    memcpy(&init[92], &g, 8);
    init.resize(2048);
    Device<u32> out(init);
    loads<<<1, 1>>>(device, out);
    FINISH();
    std::vector<u32> r = out.host();
    u32 word = at(0, 4);
    u32 want[] = {at(0, 1), 0xffffff81, at(2, 1), at(4, 2), 0xffff0000 | at(4, 2), at(8, 4), at(12, 4), at(12, 4),
                  word, word, word, word, word, word, word, word, word, word, word, word, 0x80, 0xffff8180, 33,
                  word, at(4, 4), word ^ at(4, 4), at(8, 4) ^ at(12, 4), at(0, 3), word ^ at(4, 4),
                  word ^ at(8, 4), at(4, 4) ^ at(12, 4), word ^ at(8, 4), at(4, 4) ^ at(12, 4), 0xffffffff,
                  at(0, 2), 11, 42};
    for (size_t i = 0; i < sizeof want / 4; i++)
        expect_form("load", want[i], r[i], i, 0, 0);
}

__global__ void stores(unsigned char *to) {
    asm volatile("st.global.u8 [%0], %1;" ::"l"(to), "r"(0x1234) : "memory");
    asm volatile("st.u16 [%0+2], %1;" ::"l"(to), "h"((unsigned short)0x5678) : "memory");
    asm volatile("st.global.wb.b32 [%0+4], %1;" ::"l"(to), "r"(0x01020304) : "memory");
    asm volatile("st.global.cg.u32 [%0+8], 77;" ::"l"(to) : "memory");
    asm volatile("st.global.cs.u32 [%0+12], %1;" ::"l"(to), "r"(78) : "memory");
    asm volatile("st.global.wt.u32 [%0+16], %1;" ::"l"(to), "r"(79) : "memory");
    asm volatile("st.volatile.global.u32 [%0+20], %1;" ::"l"(to), "r"(80) : "memory");
    asm volatile("st.relaxed.sys.global.u32 [%0+24], %1;" ::"l"(to), "r"(81) : "memory");
    asm volatile("st.release.gpu.global.u32 [%0+28], %1;" ::"l"(to), "r"(82) : "memory");
    asm volatile("st.release.sys.global.u8 [%0+32], %1;" ::"l"(to), "r"(0x183) : "memory");
    asm volatile("st.global.v2.u32 [%0+40], {%1, %2};" ::"l"(to), "r"(84), "r"(85) : "memory");
    asm volatile("st.v4.f32 [%0+48], {%1, %2, 0f40800000, %1};" ::"l"(to), "f"(1.5f), "f"(-2.0f) : "memory");
    asm volatile("st.relaxed.gpu.v2.u32 [%0+64], {%1, %2};" ::"l"(to), "r"(86), "r"(87) : "memory");
    asm volatile("st.release.gpu.v4.u32 [%0+80], {%1, %2, 90, 91};" ::"l"(to), "r"(88), "r"(89) : "memory");
    asm volatile("st.global.u64 [%0+96], %1;" ::"l"(to), "l"(0x0123456789abcdefull) : "memory");
    asm volatile("st.global.f64 [%0+104], %1;" ::"l"(to), "d"(-1.25) : "memory");
    asm volatile("st.global.v4.u8 [%0+112], {%1, 2, 3, %1};" ::"l"(to), "r"(0x101) : "memory");
    asm volatile("fence.acq_rel.gpu; fence.sc.sys; membar.gl; membar.cta; membar.sys;" ::: "memory");
}

template <class T> static T read(const std::vector<unsigned char> &bytes, int at) {
    T value;
    memcpy(&value, &bytes[at], sizeof value);
    return value;
}

static void check_stores() {
    Device<unsigned char> to(128);
    stores<<<1, 1>>>(to);
    FINISH();
    std::vector<unsigned char> b = to.host();
    EXPECT(b[0] == 0x34 && b[1] == 0 && read<unsigned short>(b, 2) == 0x5678 && read<u32>(b, 4) == 0x01020304);
    for (int i = 0; i < 6; i++)
        EXPECT(read<u32>(b, 8 + 4 * i) == (u32)77 + i);
    EXPECT(b[32] == 0x83 && b[33] == 0 && read<u32>(b, 40) == 84 && read<u32>(b, 44) == 85);
    EXPECT(read<float>(b, 48) == 1.5f && read<float>(b, 52) == -2.0f && read<float>(b, 56) == 4.0f);
    EXPECT(read<float>(b, 60) == 1.5f && read<u32>(b, 64) == 86 && read<u32>(b, 68) == 87);
    for (int i = 0; i < 4; i++)
        EXPECT(read<u32>(b, 80 + 4 * i) == (u32)88 + i);
    EXPECT(read<u64>(b, 96) == 0x0123456789abcdefull && read<double>(b, 104) == -1.25);
    EXPECT(b[112] == 1 && b[113] == 2 && b[114] == 3 && b[115] == 1);
}

// Shared memory by 32-bit addresses, as `__cvta_generic_to_shared` and `cvta.to.shared` give them.
__global__ void shared(const u32 *in, u32 *out) {
    __shared__ alignas(16) u32 s[64];
    u32 i = threadIdx.x;
    u32 base = (u32)__cvta_generic_to_shared(s);
    u64 wide;
    asm("cvta.to.shared.u64 %0, %1;" : "=l"(wide) : "l"(s));
    asm volatile("st.shared.u32 [%0], %1;" ::"r"(base + 4 * i), "r"(i * 3) : "memory");
    asm volatile("st.shared.u32 [%0+128], %1;" ::"r"((u32)wide + 4 * i), "r"(i * 5) : "memory");
    __syncthreads();
    u32 a, b;
    asm volatile("ld.shared.u32 %0, [%1];" : "=r"(a) : "r"(base + 4 * (31 - i)) : "memory");
    asm volatile("ld.volatile.shared::cta.u32 %0, [%1+128];" : "=r"(b) : "l"(wide + 4 * (31 - i)) : "memory");
    out[i] = a + 1000 * b + 1000000 * (s[i] == i * 3);
    __syncthreads();
    u64 back;
    u32 flags;
    asm("{ .reg .u64 t; cvt.u64.u32 t, %1; cvta.shared.u64 %0, t; }" : "=l"(back) : "r"(base));
    asm("{ .reg .pred p, q, r; isspacep.shared p, %1; isspacep.global q, %1; isspacep.global r, %2;\n"
        "  selp.u32 %0, 1, 0, p; @q add.u32 %0, %0, 2; @r add.u32 %0, %0, 4; }"
        : "=r"(flags)
        : "l"(s), "l"(in));
    out[32 + i] = flags + 8 * (back == (u64)(size_t)s);
    // Copies: whole, with a tail of zeros, and of nothing.
    if (i < 4)
        asm volatile("cp.async.cg.shared.global [%0], [%1], 16;" ::"r"(base + 16 * i), "l"(in + 4 * i) : "memory");
    if (i < 8)
        asm volatile("cp.async.ca.shared.global.L2::128B [%0], [%1], %2, %3;" ::"r"(base + 64 + 8 * i), "l"(in + 2 * i),
                     "n"(8), "r"(i < 4 ? 8 : i < 6 ? 4 : 0)
                     : "memory");
    asm volatile("{ .reg .pred p; setp.ne.b32 p, %0, 0; @p cp.async.ca.shared.global [%1], [%2], 4; }" ::"r"(i & 1),
                 "r"(base + 128 + 4 * i), "l"(in + i)
                 : "memory");
    asm volatile("cp.async.commit_group;\ncp.async.wait_group %0;" ::"n"(0) : "memory");
    asm volatile("cp.async.wait_all;" ::: "memory");
    __syncthreads();
    out[64 + i] = s[i];
    out[96 + i] = s[32 + i];
}

static void check_shared() {
    std::vector<u32> in(32);
    for (u32 i = 0; i < 32; i++)
        in[i] = 500 + i;
    Device<u32> device(in), out(128);
    shared<<<1, 32>>>(device, out);
    FINISH();
    std::vector<u32> r = out.host();
    for (u32 i = 0; i < 32; i++) {
        EXPECT(r[i] == (31 - i) * 3 + 1000 * (31 - i) * 5 + 1000000);
        EXPECT(r[32 + i] == 1 + 4 + 8);
        u32 k = i - 16, copied = k / 2 < 4 || (k / 2 < 6 && k % 2 == 0) ? 500 + k : 0;
        EXPECT(r[64 + i] == (i < 16 ? 500 + i : copied));
        EXPECT(r[96 + i] == (i & 1 ? 500 + i : i * 5));
    }
}

// A local array by its address.
__global__ void local(u32 *out) {
    u32 a[8];
    for (int i = 0; i < 8; i++)
        a[i] = i * i;
    u32 r;
    asm volatile("{ .reg .u64 l; cvta.to.local.u64 l, %1; ld.local.u32 %0, [l]; st.local.u32 [l], 7; }"
                 : "=r"(r)
                 : "l"(a + threadIdx.x)
                 : "memory");
    out[threadIdx.x] = r + 100 * a[threadIdx.x];
}

int main() {
    check_loads();
    check_stores();
    check_shared();
    Device<u32> out(8);
    local<<<1, 8>>>(out);
    FINISH();
    std::vector<u32> r = out.host();
    for (u32 i = 0; i < 8; i++)
        EXPECT(r[i] == i * i + 700);
    return verdict();
}
