// about: the SIMD-in-a-word intrinsics on bytes and half-words, each against a per-element loop
#include "../common/test.h"
#include <functional>
#include <utility>

// One intrinsic per column; X(name, arguments)
#define COLUMNS(X)                                                                                                     \
    X(__vadd2, (x, y)) X(__vadd4, (x, y)) X(__vsub2, (x, y)) X(__vsub4, (x, y)) X(__vaddss2, (x, y))                   \
    X(__vaddss4, (x, y)) X(__vaddus2, (x, y)) X(__vaddus4, (x, y)) X(__vsubss2, (x, y)) X(__vsubss4, (x, y))           \
    X(__vsubus2, (x, y)) X(__vsubus4, (x, y)) X(__vabs2, (x)) X(__vabs4, (x)) X(__vabsss2, (x)) X(__vabsss4, (x))      \
    X(__vneg2, (x)) X(__vneg4, (x)) X(__vnegss2, (x)) X(__vnegss4, (x)) X(__vmaxs2, (x, y)) X(__vmaxs4, (x, y))        \
    X(__vmaxu2, (x, y)) X(__vmaxu4, (x, y)) X(__vmins2, (x, y)) X(__vmins4, (x, y)) X(__vminu2, (x, y))                \
    X(__vminu4, (x, y)) X(__vabsdiffs2, (x, y)) X(__vabsdiffs4, (x, y)) X(__vabsdiffu2, (x, y))                        \
    X(__vabsdiffu4, (x, y)) X(__vavgs2, (x, y)) X(__vavgs4, (x, y)) X(__vavgu2, (x, y)) X(__vavgu4, (x, y))            \
    X(__vhaddu2, (x, y)) X(__vhaddu4, (x, y)) X(__vcmpeq2, (x, y)) X(__vcmpeq4, (x, y)) X(__vcmpges2, (x, y))          \
    X(__vcmpgeu4, (x, y)) X(__vcmpgts4, (x, y)) X(__vcmpgtu2, (x, y)) X(__vcmples2, (x, y)) X(__vcmplts4, (x, y))      \
    X(__vcmpltu4, (x, y)) X(__vcmpne2, (x, y)) X(__vseteq4, (x, y)) X(__vsetges2, (x, y)) X(__vsetgtu4, (x, y))        \
    X(__vsetles4, (x, y)) X(__vsetltu2, (x, y)) X(__vsetne4, (x, y)) X(__vsads2, (x, y)) X(__vsads4, (x, y))           \
    X(__vsadu2, (x, y)) X(__vsadu4, (x, y))

#define ONE(name, arguments) 1 +
const int COUNT = COLUMNS(ONE) 0;

__global__ void kernel(const unsigned *in, unsigned *out, int n) {
    int i = threadIdx.x;
    unsigned x = in[i], y = in[(i + 1) % n], *row = out + i * COUNT;
#define STORE(name, arguments) *row++ = name arguments;
    COLUMNS(STORE)
}

typedef std::function<long long(long long, long long)> Element;

// Applies `f` to every element (signed or not) of `bits` bits; the result wraps.
unsigned each(int bits, bool is_signed, unsigned x, unsigned y, const Element &f) {
    unsigned result = 0, mask = (1u << bits) - 1;
    for (int at = 0; at < 32; at += bits) {
        long long a = x >> at & mask, b = y >> at & mask;
        if (is_signed) {
            a = a >> (bits - 1) ? a - (1ll << bits) : a;
            b = b >> (bits - 1) ? b - (1ll << bits) : b;
        }
        result |= ((unsigned)f(a, b) & mask) << at;
    }
    return result;
}

Element clamped(int bits, bool is_signed, const Element &f) {
    long long low = is_signed ? -(1ll << (bits - 1)) : 0, high = (1ll << (is_signed ? bits - 1 : bits)) - 1;
    return [=](long long a, long long b) { return std::min(std::max(f(a, b), low), high); };
}

unsigned sum(int bits, bool is_signed, unsigned x, unsigned y) {
    unsigned total = 0;
    each(bits, is_signed, x, y, [&](long long a, long long b) {
        total += (unsigned)std::abs(a - b);
        return 0ll;
    });
    return total;
}

Element compare(bool mask, std::function<bool(long long, long long)> f) {
    return [=](long long a, long long b) { return f(a, b) ? (mask ? -1ll : 1ll) : 0ll; };
}

std::vector<unsigned> expected(unsigned x, unsigned y) {
    typedef long long L;
    Element add = [](L a, L b) { return a + b; }, sub = [](L a, L b) { return a - b; };
    Element abs = [](L a, L) { return std::abs(a); }, neg = [](L a, L) { return -a; };
    Element max = [](L a, L b) { return std::max(a, b); }, min = [](L a, L b) { return std::min(a, b); };
    Element diff = [](L a, L b) { return std::abs(a - b); }, half = [](L a, L b) { return (a + b) >> 1; };
    // Rounded averages: ties away from zero for signed elements, up for unsigned ones.
    Element average = [](L a, L b) { return (a + b + (a + b >= 0)) >> 1; };
    std::equal_to<L> eq;
    std::not_equal_to<L> ne;
    std::greater_equal<L> ge;
    std::greater<L> gt;
    std::less_equal<L> le;
    std::less<L> lt;
    auto e = [&](int bits, bool is_signed, const Element &f) { return each(bits, is_signed, x, y, f); };
    auto c = [&](int bits, bool is_signed, const Element &f) { return e(bits, is_signed, clamped(bits, is_signed, f)); };
    return {e(16, 0, add), e(8, 0, add), e(16, 0, sub), e(8, 0, sub), c(16, 1, add),
            c(8, 1, add), c(16, 0, add), c(8, 0, add), c(16, 1, sub), c(8, 1, sub),
            c(16, 0, sub), c(8, 0, sub), e(16, 1, abs), e(8, 1, abs), c(16, 1, abs), c(8, 1, abs),
            e(16, 1, neg), e(8, 1, neg), c(16, 1, neg), c(8, 1, neg), e(16, 1, max), e(8, 1, max),
            e(16, 0, max), e(8, 0, max), e(16, 1, min), e(8, 1, min), e(16, 0, min),
            e(8, 0, min), e(16, 1, diff), e(8, 1, diff), e(16, 0, diff),
            e(8, 0, diff), e(16, 1, average), e(8, 1, average), e(16, 0, average), e(8, 0, average),
            e(16, 0, half), e(8, 0, half), e(16, 0, compare(1, eq)), e(8, 0, compare(1, eq)), e(16, 1, compare(1, ge)),
            e(8, 0, compare(1, ge)), e(8, 1, compare(1, gt)), e(16, 0, compare(1, gt)), e(16, 1, compare(1, le)), e(8, 1, compare(1, lt)),
            e(8, 0, compare(1, lt)), e(16, 0, compare(1, ne)), e(8, 0, compare(0, eq)), e(16, 1, compare(0, ge)), e(8, 0, compare(0, gt)),
            e(8, 1, compare(0, le)), e(16, 0, compare(0, lt)), e(8, 0, compare(0, ne)), sum(16, 1, x, y), sum(8, 1, x, y),
            sum(16, 0, x, y), sum(8, 0, x, y)};
}

int main() {
    const int n = 256;
    std::vector<unsigned> in(n);
    Random random(21);
    for (int i = 0; i < n; i++)
        in[i] = random.next();
    const unsigned special[] = {0, 0x80808080u, 0x7f7f7f7fu, 0x80008000u, 0x7fff7fffu, 0xffffffffu, 0x00ff80ffu, 0x01017f80u};
    for (int i = 0; i < 64; i++)
        in[i] = special[(i / 8 * (i % 2) + i % 8 * (1 - i % 2)) % 8];
    Device<unsigned> din(in), out(n * COUNT);
    kernel<<<1, n>>>(din, out, n);
    FINISH();
    std::vector<unsigned> got = out.host();
    std::vector<std::vector<unsigned>> g(COUNT), w(COUNT);
    for (int i = 0; i < n; i++) {
        std::vector<unsigned> row = expected(in[i], in[(i + 1) % n]);
        for (int column = 0; column < COUNT; column++) {
            g[column].push_back(got[i * COUNT + column]);
            w[column].push_back(row[column]);
        }
    }
#define NAME(name, arguments) #name,
    const char *names[] = {COLUMNS(NAME)};
    for (int column = 0; column < COUNT; column++)
        match(names[column], g[column], w[column]);
    return verdict();
}
