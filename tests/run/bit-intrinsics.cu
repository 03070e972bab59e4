// about: population count, leading zeros, find first, reversal, byte permutation, funnel shifts, averages, sad
#include "../common/test.h"

__global__ void kernel(const unsigned *in, const unsigned long long *wide, unsigned *out, unsigned long long *out64) {
    int i = threadIdx.x;
    unsigned x = in[i], y = in[(i + 1) % 128], z = in[(i + 2) % 128];
    unsigned long long w = wide[i];
    unsigned *row = out + i * 24;
    row[0] = __popc(x);
    row[1] = __clz(x);
    row[2] = __ffs(x);
    row[3] = __brev(x);
    row[4] = __popcll(w);
    row[5] = __clzll(w);
    row[6] = __ffsll(w);
    row[7] = __byte_perm(x, y, z);
    row[8] = __funnelshift_l(x, y, z);
    row[9] = __funnelshift_r(x, y, z);
    row[10] = __funnelshift_lc(x, y, z % 40);
    row[11] = __funnelshift_rc(x, y, z % 40);
    row[12] = __hadd((int)x, (int)y);
    row[13] = __rhadd((int)x, (int)y);
    row[14] = __uhadd(x, y);
    row[15] = __urhadd(x, y);
    row[16] = __sad((int)x, (int)y, z);
    row[17] = __usad(x, y, z);
    row[18] = __mulhi((int)x, (int)y);
    row[19] = __umulhi(x, y);
    row[20] = __mul24((int)x, (int)y);
    row[21] = __umul24(x, y);
    row[22] = __dp4a((int)x, (int)y, (int)z);
    row[23] = __dp4a(x, y, z);
    out64[i] = __brevll(w);
}

unsigned reversed(unsigned x) {
    unsigned r = 0;
    for (int i = 0; i < 32; i++)
        r |= (x >> i & 1) << (31 - i);
    return r;
}

unsigned permuted(unsigned x, unsigned y, unsigned selector) {
    unsigned long long both = (unsigned long long)y << 32 | x;
    unsigned r = 0;
    for (int i = 0; i < 4; i++)
        r |= (unsigned)(both >> (selector >> 4 * i & 7) * 8 & 0xff) << 8 * i;
    return r;
}

int main() {
    const int n = 128;
    std::vector<unsigned> in(n), want;
    std::vector<unsigned long long> wide(n), want64;
    Random random(20);
    for (int i = 0; i < n; i++) {
        in[i] = random.next();
        in[i] >>= random.between(0, 31);
        wide[i] = random.next64();
        wide[i] >>= random.between(0, 63);
    }
    in[3] = 0;
    in[4] = 0xffffffffu;
    in[5] = 0x80000000u;
    wide[3] = 0;
    typedef long long S;
    for (int i = 0; i < n; i++) {
        unsigned x = in[i], y = in[(i + 1) % n], z = in[(i + 2) % n];
        unsigned long long w = wide[i], both = (unsigned long long)y << 32 | x;
        unsigned amount = z % 32, clamped = std::min(z % 40, 32u);
        int x24 = (int)(x << 8) >> 8, y24 = (int)(y << 8) >> 8;
        unsigned dot = z, udot = z;
        for (int b = 0; b < 32; b += 8) {
            dot += (unsigned)((signed char)(x >> b) * (signed char)(y >> b));
            udot += (x >> b & 255) * (y >> b & 255);
        }
        want.insert(want.end(), {
            (unsigned)__builtin_popcount(x), x ? (unsigned)__builtin_clz(x) : 32u, (unsigned)__builtin_ffs((int)x),
            reversed(x), (unsigned)__builtin_popcountll(w), w ? (unsigned)__builtin_clzll(w) : 64u,
            (unsigned)__builtin_ffsll((S)w), permuted(x, y, z),
            (unsigned)(both << amount >> 32), (unsigned)(both >> amount),
            clamped == 32 ? x : (unsigned)(both << clamped >> 32), (unsigned)(both >> clamped),
            (unsigned)(((S)(int)x + (int)y) >> 1), (unsigned)(((S)(int)x + (int)y + 1) >> 1),
            (unsigned)(((unsigned long long)x + y) >> 1), (unsigned)(((unsigned long long)x + y + 1) >> 1),
            (unsigned)(std::abs((S)(int)x - (int)y) + z), (x > y ? x - y : y - x) + z,
            (unsigned)((S)(int)x * (int)y >> 32), (unsigned)((unsigned long long)x * y >> 32),
            (unsigned)((S)x24 * y24), (x & 0xffffffu) * (y & 0xffffffu), dot, udot});
        want64.push_back((unsigned long long)reversed((unsigned)w) << 32 | reversed((unsigned)(w >> 32)));
    }
    Device<unsigned> din(in), out(want.size());
    Device<unsigned long long> dw(wide), out64(n);
    kernel<<<1, n>>>(din, dw, out, out64);
    FINISH();
    std::vector<unsigned> got = out.host();
    for (int column = 0; column < 24; column++) {
        std::vector<unsigned> g, w;
        for (int i = 0; i < n; i++) {
            g.push_back(got[i * 24 + column]);
            w.push_back(want[i * 24 + column]);
        }
        char name[16];
        snprintf(name, sizeof name, "column %d", column);
        match(name, g, w);
    }
    match("brevll", out64.host(), want64);
    return verdict();
}
