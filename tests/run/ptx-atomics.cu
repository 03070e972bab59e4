// about: inline PTX: atomic operations of every kind and type, on global and shared memory, with orders and scopes
#include "../common/ptx.h"

__global__ void kernel(u32 *g, u64 *l, float *f, double *d, u32 *old) {
    __shared__ u32 s[4];
    u32 i = threadIdx.x, r;
    if (i < 4)
        s[i] = 0;
    __syncthreads();
    u32 shared = (u32)__cvta_generic_to_shared(s);
    asm volatile("atom.global.add.u32 %0, [%1], %2;" : "=r"(old[i]) : "l"(g), "r"(1) : "memory");
    asm volatile("atom.add.s32 %0, [%1+4], -3;" : "=r"(r) : "l"(g) : "memory");
    asm volatile("atom.global.and.b32 %0, [%1+8], %2;" : "=r"(r) : "l"(g), "r"(~(1u << i)) : "memory");
    asm volatile("atom.relaxed.gpu.global.or.b32 %0, [%1+12], %2;" : "=r"(r) : "l"(g), "r"(1u << i) : "memory");
    asm volatile("atom.acq_rel.sys.global.xor.b32 %0, [%1+16], %2;" : "=r"(r) : "l"(g), "r"(3u << i) : "memory");
    asm volatile("atom.acquire.cta.min.s32 %0, [%1+20], %2;" : "=r"(r) : "l"(g), "r"(i - 10) : "memory");
    asm volatile("atom.release.gpu.max.u32 %0, [%1+24], %2;" : "=r"(r) : "l"(g), "r"(i - 10) : "memory");
    asm volatile("red.global.max.s32 [%0+28], %1;" ::"l"(g), "r"(i - 10) : "memory");
    asm volatile("red.global.min.u32 [%0+32], %1;" ::"l"(g), "r"(i + 5) : "memory");
    asm volatile("red.relaxed.gpu.global.add.u32 [%0+36], %1;" ::"l"(g), "r"(i) : "memory");
    asm volatile("atom.inc.u32 %0, [%1+40], 4;" : "=r"(r) : "l"(g) : "memory");
    asm volatile("atom.dec.u32 %0, [%1+44], 4;" : "=r"(r) : "l"(g) : "memory");
    asm volatile("atom.shared.add.u32 %0, [%1], %2;" : "=r"(r) : "r"(shared), "r"(i) : "memory");
    asm volatile("red.shared.or.b32 [%0+4], %1;" ::"r"(shared), "r"(1u << i) : "memory");
    asm volatile("atom.shared.exch.b32 %0, [%1+8], 9;" : "=r"(r) : "r"(shared) : "memory");
    asm volatile("red.global.add.u64 [%0], %1;" ::"l"(l), "l"(0x100000001ull) : "memory");
    asm volatile("{ .reg .u64 t; atom.max.u64 t, [%0+8], %1; }" ::"l"(l), "l"((u64)i << 40) : "memory");
    asm volatile("{ .reg .s64 t; atom.global.min.s64 t, [%0+16], %1; }" ::"l"(l), "l"((s64)-5 - i) : "memory");
    u64 expected = 0, seen;
    do {
        asm volatile("atom.global.cas.b64 %0, [%1+24], %2, %3;"
                     : "=l"(seen)
                     : "l"(l), "l"(expected), "l"(expected + i + 1)
                     : "memory");
    } while (seen != expected && (expected = seen, true));
    u32 free;
    do {
        asm volatile("atom.acquire.gpu.cas.b32 %0, [%1+48], 0, 1;" : "=r"(free) : "l"(g) : "memory");
        if (free == 0) {
            asm volatile("{ .reg .u32 t; ld.volatile.global.u32 t, [%0+52]; add.u32 t, t, 2;"
                         " st.volatile.global.u32 [%0+52], t; }" ::"l"(g)
                         : "memory");
            asm volatile("st.release.gpu.global.u32 [%0+48], 0;" ::"l"(g) : "memory");
        }
    } while (free != 0);
    asm volatile("red.global.add.f32 [%0], %1;" ::"l"(f), "f"(0.5f) : "memory");
    asm volatile("{ .reg .f64 t; atom.add.f64 t, [%0], %1; }" ::"l"(d), "d"(0.25) : "memory");
    // Halves: 1.0 to each half of a word, 0.5 to one half alone.
    asm volatile("red.relaxed.gpu.global.add.noftz.f16x2 [%0+56], %1;" ::"l"(g), "r"(0x3c003c00) : "memory");
    asm volatile("{ .reg .b32 t; atom.add.noftz.bf16x2 t, [%0+60], %1; }" ::"l"(g), "r"(0x3f803f80) : "memory");
    __syncthreads();
    if (i < 3)
        g[16 + i] = s[i];
}

int main() {
    std::vector<u32> init(20);
    init[2] = ~0u, init[7] = (u32)-100, init[8] = ~0u;
    Device<u32> g(init), old(32);
    Device<u64> l(4);
    Device<float> f(1);
    Device<double> d(1);
    kernel<<<1, 32>>>(g, l, f, d, old);
    FINISH();
    std::vector<u32> r = g.host(), o = old.host();
    std::vector<u64> w = l.host();
    u32 x = 0;
    for (int i = 0; i < 32; i++)
        x ^= 3u << i;
    u32 want[] = {32, (u32)-96, 0, ~0u, x, (u32)-10, ~0u, 21, 5, 496, 32 % 5, 3, 0, 64, 0x50005000, 0x42004200, 496, ~0u, 9};
    for (size_t i = 0; i < sizeof want / 4; i++)
        expect_form("atomic", want[i], r[i], i, 0, 0);
    u32 seen = 0;
    for (u32 v : o)
        seen |= 1u << v;
    EXPECT(seen == ~0u);
    EXPECT(w[0] == 0x2000000020ull && w[1] == 31ull << 40 && (s64)w[2] == -36 && w[3] == 528);
    EXPECT(f.host()[0] == 16.0f && d.host()[0] == 8.0);
    return verdict();
}
