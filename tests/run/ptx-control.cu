// about: inline PTX: predicates, labels, loops, scopes, packing, special registers, exit
#include "../common/ptx.h"

__device__ u32 collatz(u32 n) {
    u32 steps;
    asm("{\n"
        "  .reg .pred done, odd;\n"
        "  .reg .b32 x, low<2>;\n"
        "  mov.u32 x, %1; // the number\n"
        "  mov.u32 %0, 0; /* steps */\n"
        "again%=:\n"
        "  setp.eq.u32 done, x, 1;\n"
        "  @done bra.uni out%=;\n"
        "  and.b32 low0, x, 1;\n"
        "  setp.ne.u32 odd, low0, 0;\n"
        "  @odd mad.lo.u32 x, x, 3, 1;\n"
        "  @!odd shr.u32 x, x, 1;\n"
        "  add.u32 %0, %0, 1;\n"
        "  bra again%=;\n"
        "out%=:\n"
        "}\n"
        : "=&r"(steps)
        : "r"(n));
    return steps;
}

// The same name means another register inside.
__device__ u32 scopes(u32 a) {
    asm("{ .reg .u32 t; add.u32 t, %0, 1; { .reg .u32 t; mov.u32 t, 1000; add.u32 %0, %0, t; } add.u32 %0, %0, t; }"
        : "+r"(a));
    return a;
}

__device__ __noinline__ void leave_if(bool leave) {
    if (leave)
        asm volatile("exit;");
}

__global__ void kernel(u32 *out, u64 *wide) {
    u32 i = threadIdx.x;
    u32 *row = out + (blockIdx.x * blockDim.x + i) * 16;
    row[0] = collatz(i + 1);
    row[1] = scopes(i);
    u32 r;
    asm("mov.u32 %0, %%laneid;" : "=r"(row[2]));
    asm("mov.u32 %0, %%tid.x;" : "=r"(row[3]));
    asm("mov.u32 %0, %%ctaid.x;" : "=r"(row[4]));
    asm("{ .reg .u32 t, n; mov.u32 t, %%ntid.x; mov.u32 n, %%nctaid.x; mad.lo.u32 %0, t, 1000, n; }" : "=r"(r));
    row[5] = r;
    // Where a warp sits and how many could is up to the device.
    u32 warp, warps;
    asm("mov.u32 %0, %%warpid;" : "=r"(warp));
    asm("mov.u32 %0, %%nwarpid;" : "=r"(warps));
    row[6] = warps >= 2 && warp < warps;
    asm("mov.u32 %0, %%lanemask_lt;" : "=r"(row[7]));
    asm("{ .reg .u32 t; mov.u32 %0, %%lanemask_eq; mov.u32 t, %%lanemask_gt; or.b32 %0, %0, t; }" : "=r"(row[8]));
    asm("add.u32 %0, WARP_SZ, 2;" : "=r"(row[9]));
    // Packing.
    u32 low, high;
    asm("mov.b64 {%0, %1}, %2;" : "=r"(low), "=r"(high) : "l"(0x1122334455667788ull + i));
    row[10] = low, row[11] = high;
    asm("mov.b64 %0, {%1, %2};" : "=l"(wide[i]) : "r"(i), "r"(77));
    unsigned short h0, h1;
    asm("mov.b32 {%0, %1}, %2;" : "=h"(h0), "=h"(h1) : "r"(0xabcd1234));
    asm("mov.b32 %0, {%1, %2};" : "=r"(row[12]) : "h"(h1), "h"(h0));
    double d;
    asm("mov.f64 %0, 0d3FF8000000000000;" : "=d"(d));
    asm("mov.b32 %0, 0f40490FDB;" : "=r"(row[13]));
    asm("mov.u32 %0, (1 << 4) + 3*2 - 0x10 / 4;" : "=r"(row[14]));
    row[15] = (u32)(d * 2);
    asm volatile("nanosleep.u32 20; pmevent 1; griddepcontrol.wait;");
    asm volatile("" ::: "memory");
    asm volatile("// nothing but a comment");
    if (blockIdx.x == 1) {
        leave_if(i % 3 == 0);
        asm volatile("{ .reg .pred p; setp.gt.u32 p, %0, 40; @p exit; }" ::"r"(i));
        row[0] += 1000;
    }
}

// Threads that have ended do not keep the others waiting.
__global__ void ending(u32 *out) {
    __shared__ u32 s[64];
    u32 i = threadIdx.x;
    s[i] = i;
    __syncthreads();
    leave_if(i >= 48);
    __syncthreads();
    out[i] = s[63 - i];
}

int main() {
    Device<u32> out(2 * 64 * 16), ended(64);
    Device<u64> wide(64);
    kernel<<<2, 64>>>(out, wide);
    ending<<<1, 64>>>(ended);
    FINISH();
    std::vector<u32> rows = out.host(), ends = ended.host();
    std::vector<u64> wides = wide.host();
    for (u32 k = 0; k < 128; k++) {
        u32 i = k % 64, n = i + 1, steps = 0, lane = i % 32;
        for (; n != 1; steps++)
            n = n % 2 ? 3 * n + 1 : n / 2;
        bool left = k >= 64 && (i % 3 == 0 || i > 40);
        u32 want[] = {steps + (k >= 64 && !left ? 1000 : 0), 2 * i + 1001, lane, i, k / 64, 64002, 1,
                      (1u << lane) - 1, ~((1u << lane) - 1), 34, 0x55667788 + i, 0x11223344, 0x1234abcd, 0x40490fdb, 18, 3};
        for (u32 c = 0; c < 16; c++)
            expect_form("control", want[c], rows[k * 16 + c], k, c, 0);
    }
    for (u32 i = 0; i < 64; i++) {
        EXPECT(wides[i] == (77ull << 32 | i));
        EXPECT(ends[i] == (i < 48 ? 63 - i : 0));
    }
    return verdict();
}
