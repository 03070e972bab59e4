// about: the conversions of cuda_fp8.h between raw values, one by one and in pairs, against a search for the nearest number
#include "../common/test.h"
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_fp8.h>

const int N = 256;

struct Row {
    unsigned short pairs[4]; // from float2, double2, half2, bfloat162
    unsigned char ones[4];   // from float, double, half, bfloat16
    unsigned short one, two[2];
};

__host__ __device__ float value(int i) {
    // Ties, numbers beyond both formats, tiny ones and both signs.
    float magnitude = (i % 64 + 0.5f) * (i < 128 ? 0.03125f : 16.0f);
    return i % 2 ? -magnitude : magnitude;
}

template <class Kind> __host__ __device__ Row convert(int i, Kind kind) {
    Row row;
    const __nv_saturation_t mode = i % 3 ? __NV_SATFINITE : __NV_NOSAT;
    float x = value(i), y = value((i * 7 + 3) % N);
    __half2_raw halves = static_cast<__half2_raw>(__floats2half2_rn(x, y));
    __nv_bfloat162_raw bfloats = static_cast<__nv_bfloat162_raw>(__floats2bfloat162_rn(x, y));
    row.pairs[0] = __nv_cvt_float2_to_fp8x2(make_float2(x, y), mode, kind);
    row.pairs[1] = __nv_cvt_double2_to_fp8x2(make_double2(x, y), mode, kind);
    row.pairs[2] = __nv_cvt_halfraw2_to_fp8x2(halves, mode, kind);
    row.pairs[3] = __nv_cvt_bfloat16raw2_to_fp8x2(bfloats, mode, kind);
    row.ones[0] = __nv_cvt_float_to_fp8(x, mode, kind);
    row.ones[1] = __nv_cvt_double_to_fp8(x, mode, kind);
    row.ones[2] = __nv_cvt_halfraw_to_fp8(static_cast<__half_raw>(__float2half_rn(x)), mode, kind);
    row.ones[3] = __nv_cvt_bfloat16raw_to_fp8(static_cast<__nv_bfloat16_raw>(__float2bfloat16_rn(x)), mode, kind);
    row.one = __nv_cvt_fp8_to_halfraw((unsigned char)i, kind).x;
    __half2_raw back = __nv_cvt_fp8x2_to_halfraw2((unsigned short)(i | (255 - i) << 8), kind);
    row.two[0] = back.x;
    row.two[1] = back.y;
    return row;
}

__global__ void kernel(Row *out, __nv_fp8_interpretation_t kind) { out[threadIdx.x] = convert((int)threadIdx.x, kind); }

// Powers of two, 2^-127 to 2^127.
__global__ void scales(float *out) {
    out[threadIdx.x] = __bfloat162float(__nv_bfloat16(__nv_cvt_e8m0_to_bf16raw((__nv_fp8_storage_t)threadIdx.x)));
}

// What a format's number is as binary16, by arithmetic.
static float number(unsigned bits, bool e4m3) {
    int fraction = e4m3 ? 3 : 2, bias = e4m3 ? 7 : 15, e = bits >> fraction & (e4m3 ? 15 : 31), m = bits & ((1 << fraction) - 1);
    if (e4m3 ? (bits & 0x7f) == 0x7f : e == 31)
        return e4m3 || m ? NAN : bits & 0x80 ? -INFINITY : INFINITY;
    float size = e == 0 ? std::ldexp((float)m, 1 - bias - fraction) : std::ldexp((float)(m + (1 << fraction)), e - bias - fraction);
    return bits & 0x80 ? -size : size;
}

// The nearest number of a format, of two as near the even one; what is too large is the largest or has no number.
static unsigned nearest(float x, bool e4m3, bool finite) {
    unsigned best = 0, last = e4m3 ? 0x7e : 0x7b;
    double largest = number(last, e4m3), step = largest - number(last - 1, e4m3), size = std::fabs(x);
    for (unsigned bits = 1; bits <= last; bits++) {
        double was = std::fabs(size - number(best, e4m3)), is = std::fabs(size - number(bits, e4m3));
        if (is < was || (is == was && bits % 2 == 0))
            best = bits;
    }
    bool beyond = last % 2 ? size >= largest + step / 2 : size > largest + step / 2;
    if (beyond)
        best = finite ? last : e4m3 ? 0x7f : 0x7c;
    return best | (std::signbit(x) ? 0x80 : 0);
}

static bool same(unsigned short bits, float want) {
    __half_raw raw;
    raw.x = bits;
    float got = __half2float(__half(raw));
    return std::isnan(want) ? std::isnan(got) : got == want && std::signbit(got) == std::signbit(want);
}

static void test(const char *name, bool e4m3) {
    const __nv_fp8_interpretation_t kind = e4m3 ? __NV_E4M3 : __NV_E5M2;
    Device<Row> out(N);
    kernel<<<1, N>>>(out, kind);
    FINISH();
    std::vector<Row> rows = out.host();
    std::vector<int> got, want;
    for (int i = 0; i < N; i++) {
        bool finite = i % 3 != 0;
        float x = value(i), y = value((i * 7 + 3) % N);
        // Rounded to the format in between first.
        float x16 = __half2float(__float2half_rn(x)), y16 = __half2float(__float2half_rn(y));
        float xb = __bfloat162float(__float2bfloat16_rn(x)), yb = __bfloat162float(__float2bfloat16_rn(y));
        auto code = [&](float v) { return (int)nearest(v, e4m3, finite); };
        want.insert(want.end(), {code(x) | code(y) << 8, code(x) | code(y) << 8, code(x16) | code(y16) << 8,
                                    code(xb) | code(yb) << 8, code(x), code(x), code(x16), code(xb)});
        got.insert(got.end(), rows[i].pairs, rows[i].pairs + 4);
        got.insert(got.end(), rows[i].ones, rows[i].ones + 4);
        EXPECT(same(rows[i].one, number(i, e4m3)));
        EXPECT(same(rows[i].two[0], number(i, e4m3)) && same(rows[i].two[1], number(255 - i, e4m3)));
        Row host = convert(i, kind);
        EXPECT(memcmp(host.pairs, rows[i].pairs, sizeof host.pairs) == 0 && memcmp(host.ones, rows[i].ones, 4) == 0);
    }
    match(name, got, want);
}

int main() {
    test("e4m3", true);
    test("e5m2", false);
    Device<float> out(N);
    scales<<<1, N>>>(out);
    FINISH();
    std::vector<float> got = out.host(), want(N);
    for (int i = 0; i < N - 1; i++)
        want[i] = std::ldexp(1.0f, i - 127);
    EXPECT(std::isnan(got[N - 1]));
    got.pop_back(), want.pop_back();
    match("e8m0", got, want);
    return verdict();
}
