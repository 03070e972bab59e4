// about: inline PTX: shuffles, votes, matches, reductions over a warp, and barriers of the block
#include "../common/ptx.h"

enum { COLUMNS = 26 };

__global__ void warp(u32 *out) {
    u32 i = threadIdx.x, r, p;
    u32 *row = out + i * COLUMNS;
    asm volatile("shfl.sync.idx.b32 %0, %1, 5, 0x1f, 0xffffffff;" : "=r"(row[0]) : "r"(i * i));
    asm volatile("{ .reg .pred p; shfl.sync.up.b32 %0|p, %2, 3, 0, 0xffffffff; selp.u32 %1, 1, 0, p; }"
                 : "=r"(r), "=r"(p)
                 : "r"(i * i));
    row[1] = r, row[2] = p;
    asm volatile("{ .reg .pred p; shfl.sync.down.b32 %0|p, %2, %3, 0x1f, 0xffffffff; selp.u32 %1, 1, 0, p; }"
                 : "=r"(r), "=r"(p)
                 : "r"(i * i), "r"(4));
    row[3] = r, row[4] = p;
    asm volatile("shfl.sync.bfly.b32 %0, %1, 1, 0x181f, 0xffffffff;" : "=r"(row[5]) : "r"(i * i));
    float f;
    asm volatile("shfl.sync.down.b32 %0, %1, 1, 31, -1;" : "=f"(f) : "f"(i * 0.5f));
    row[6] = (u32)(f * 2);
    // A scan as CUB writes it: the predicate guards the sum.
    u32 sum = i + 1;
    for (int d = 1; d < 32; d *= 2)
        asm volatile("{ .reg .u32 r0; .reg .pred p;\n"
                     "  shfl.sync.up.b32 r0|p, %1, %2, 0, 0xffffffff;\n"
                     "  @p add.u32 r0, r0, %1;\n"
                     "  @!p mov.u32 r0, %1;\n"
                     "  mov.u32 %0, r0; }"
                     : "=r"(sum)
                     : "r"(sum), "r"(d));
    row[7] = sum;
    asm volatile("{ .reg .pred p, q; setp.gt.u32 p, %1, 30; vote.sync.any.pred q, p, 0xffffffff; selp.u32 %0, 1, 0, q; }"
                 : "=r"(row[8])
                 : "r"(i));
    asm volatile("{ .reg .pred p, q; setp.gt.u32 p, %1, 30; vote.sync.all.pred q, p, -1; selp.u32 %0, 1, 0, q; }"
                 : "=r"(row[9])
                 : "r"(i));
    asm volatile("{ .reg .pred p, q; setp.gt.u32 p, %1, 30; vote.sync.uni.pred q, !p, -1; selp.u32 %0, 1, 0, q; }"
                 : "=r"(row[10])
                 : "r"(i));
    // CUB's match by one bit of a label.
    asm volatile("{ .reg .pred p; and.b32 %0, %1, %2; setp.ne.u32 p, %0, 0;\n"
                 "  vote.ballot.sync.b32 %0, p, 0xffffffff; @!p not.b32 %0, %0; }\n"
                 : "=r"(r)
                 : "r"(i * 7), "r"(4));
    row[11] = r;
    asm volatile("match.any.sync.b32 %0, %1, 0xffffffff;" : "=r"(row[12]) : "r"(i % 5));
    asm volatile("{ .reg .pred p; match.all.sync.b64 %0|p, %2, -1; selp.u32 %1, 1, 0, p; }"
                 : "=r"(r), "=r"(p)
                 : "l"(0x1234567800000000ull));
    row[13] = r, row[14] = p;
    asm volatile("redux.sync.add.u32 %0, %1, -1;" : "=r"(row[15]) : "r"(i));
    asm volatile("redux.sync.min.s32 %0, %1, -1;" : "=r"(row[16]) : "r"(i - 7));
    asm volatile("redux.sync.max.u32 %0, %1, -1;" : "=r"(row[17]) : "r"(i - 7));
    asm volatile("redux.sync.xor.b32 %0, %1, -1;" : "=r"(row[18]) : "r"(1u << i));
    asm volatile("activemask.b32 %0;" : "=r"(row[19]));
    asm volatile("bar.warp.sync 0xffffffff;" ::: "memory");
    r = 4, p = 0;
    if (i >= 4)
        asm volatile("{ .reg .pred p; elect.sync %0|p, 0xfffffff0; selp.u32 %1, 1, 0, p; }" : "=r"(r), "=r"(p));
    row[20] = r, row[21] = p;
    if (i % 2)
        asm volatile("redux.sync.or.b32 %0, %1, 0xaaaaaaaa;" : "=r"(row[22]) : "r"(i));
    else
        asm volatile("redux.sync.and.b32 %0, %1, 0x55555555;" : "=r"(row[22]) : "r"(i | 256));
}

static void check_warp() {
    Device<u32> out(32 * COLUMNS);
    warp<<<1, 32>>>(out);
    FINISH();
    std::vector<u32> rows = out.host();
    for (u32 i = 0; i < 32; i++) {
        u32 any = 0, bit = 0;
        for (u32 k = 0; k < 32; k++) {
            any |= (k % 5 == i % 5) << k;
            bit |= ((k * 7 & 4) == (i * 7 & 4)) << k;
        }
        u32 up = i < 3 ? i : i - 3, down = i > 27 ? i : i + 4;
        u32 want[] = {25, up * up, i >= 3, down * down, i <= 27, (i ^ 1) * (i ^ 1), i == 31 ? 31 : i + 1,
                      (i + 1) * (i + 2) / 2, 1, 0, 0, bit, any, 0xffffffff, 1, 496, (u32)-7, 0xffffffff, 0xffffffff,
                      0xffffffff, 4, i == 4, i % 2 ? 31u : 256u};
        for (u32 k = 0; k < sizeof want / 4; k++)
            expect_form("warp", want[k], rows[i * COLUMNS + k], i, k, 0);
    }
}

__global__ void block(u32 *out) {
    __shared__ u32 s[128];
    u32 i = threadIdx.x, r;
    s[i] = i * i;
    asm volatile("bar.sync 0;" ::: "memory");
    u32 a = s[127 - i];
    asm volatile("barrier.sync 1, 128;" ::: "memory");
    s[i] = i;
    asm volatile("barrier.cta.sync.aligned 2;" ::: "memory");
    u32 b = s[i ^ 64];
    asm volatile("{ .reg .pred p; setp.lt.u32 p, %1, 100; bar.red.popc.u32 %0, 0, p; }" : "=r"(r) : "r"(i) : "memory");
    u32 all, any;
    asm volatile("{ .reg .pred p, q; setp.lt.u32 p, %2, 100; bar.red.and.pred q, 0, p; selp.u32 %0, 1, 0, q;\n"
                 "  bar.red.or.pred q, 0, !p; selp.u32 %1, 1, 0, q; }"
                 : "=r"(all), "=r"(any)
                 : "r"(i)
                 : "memory");
    out[i * 4] = a, out[i * 4 + 1] = b, out[i * 4 + 2] = r, out[i * 4 + 3] = all + 2 * any;
}

static void check_block() {
    Device<u32> out(512);
    block<<<1, 128>>>(out);
    FINISH();
    std::vector<u32> rows = out.host();
    for (u32 i = 0; i < 128; i++) {
        EXPECT(rows[4 * i] == (127 - i) * (127 - i));
        EXPECT(rows[4 * i + 1] == (i ^ 64));
        EXPECT(rows[4 * i + 2] == 100 && rows[4 * i + 3] == 2);
    }
}

int main() {
    check_warp();
    check_block();
    return verdict();
}
