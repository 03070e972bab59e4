// about: conversions to and from __nv_fp8_e8m0, powers of two, in both directions that CUDA has, against a search for the power
#include "../common/test.h"
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_fp8.h>

const int N = 1024;
const cudaRoundMode MODES[] = {cudaRoundZero, cudaRoundPosInf};

struct Row {
    unsigned char floats[4], doubles[4], bfloats[4], of_float, of_double, of_half, of_bfloat, of_int, of_long, zero;
    unsigned short pair, of_pair, pair_of_doubles, pair_of_bfloats, back[2]; // no gaps
    unsigned int four;
};

// Powers of two, numbers just beside them and between them, of all sizes and both signs.
__host__ __device__ double value(int i) {
    const double parts[] = {1, 1.0000001192092896, 1.25, 1.4999, 1.5, 1.5001, 1.75, 1.9999};
    int power = -160 + 320 * (i / 8) / (N / 8);
    double scale = 1;
    for (int n = 0; n < (power < 0 ? -power : power); n++)
        scale *= power < 0 ? 0.5 : 2;
    double size = i == 0 ? 0 : i == N - 1 ? INFINITY : i == N - 2 ? NAN : parts[i % 8] * scale;
    return i % 3 == 0 ? -size : size;
}

__host__ __device__ Row convert(int i) {
    Row row{};
    double x = value(i);
    __nv_bfloat16 b = __float2bfloat16_rn((float)x);
    for (int n = 0; n < 4; n++) {
        cudaRoundMode mode = n % 2 == 0 ? cudaRoundZero : cudaRoundPosInf;
        __nv_saturation_t saturate = n < 2 ? __NV_SATFINITE : __NV_NOSAT;
        row.floats[n] = __nv_cvt_float_to_e8m0((float)x, saturate, mode);
        row.doubles[n] = __nv_cvt_double_to_e8m0(x, saturate, mode);
        row.bfloats[n] = __nv_cvt_bfloat16raw_to_e8m0(b, saturate, mode);
    }
    row.of_float = __nv_fp8_e8m0((float)x).__x;
    row.of_double = __nv_fp8_e8m0(x).__x;
    row.of_half = __nv_fp8_e8m0(__float2half_rn((float)x)).__x;
    row.of_bfloat = __nv_fp8_e8m0(b).__x;
    row.of_int = __nv_fp8_e8m0(i * 4099).__x;
    row.of_long = __nv_fp8_e8m0(i * 9007199254740993ll).__x;
    row.pair = __nv_cvt_float2_to_e8m0x2(make_float2((float)x, (float)i), __NV_SATFINITE, cudaRoundZero);
    row.pair_of_doubles = __nv_cvt_double2_to_e8m0x2(make_double2(i, x), __NV_SATFINITE, cudaRoundPosInf);
    __nv_bfloat162_raw bfloats = static_cast<__nv_bfloat162_raw>(__floats2bfloat162_rn((float)i, 6));
    row.pair_of_bfloats = __nv_cvt_bfloat162raw_to_e8m0x2(bfloats, __NV_NOSAT, cudaRoundZero);
    __nv_bfloat162_raw powers = __nv_cvt_e8m0x2_to_bf162raw((unsigned short)(i % 254 + 1 | 128 << 8));
    row.back[0] = powers.x, row.back[1] = powers.y;
    row.of_pair = __nv_fp8x2_e8m0(__floats2half2_rn(3, (float)i)).__x;
    row.four = __nv_fp8x4_e8m0(make_float4((float)x, 1, (float)i, 5)).__x;
    return row;
}

__global__ void kernel(Row *out) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    out[i] = convert(i);
}

struct Back {
    float one, two[2], four[4], half;
    int whole;
};
__host__ __device__ Back back(int i) {
    Back r;
    __nv_fp8_e8m0 x;
    x.__x = (unsigned char)i;
    r.one = (float)x;
    r.half = __half2float((__half)x);
    r.whole = (int)x;
    __nv_fp8x2_e8m0 two;
    two.__x = (unsigned short)(i | (254 - i % 255) << 8);
    float2 both = (float2)two;
    r.two[0] = both.x, r.two[1] = both.y;
    __nv_fp8x4_e8m0 four;
    four.__x = (unsigned)i * 0x01010101u;
    float4 all = (float4)four;
    r.four[0] = all.x, r.four[1] = all.y, r.four[2] = all.z, r.four[3] = all.w;
    return r;
}
__global__ void backwards(Back *out) { out[threadIdx.x] = back((int)threadIdx.x); }

// The power of two in a direction from the magnitude.
static unsigned char power(double x, bool finite, cudaRoundMode mode) {
    if (std::isnan(x))
        return 0xff;
    x = std::fabs(x);
    if (std::isinf(x))
        return finite ? 0xfe : 0xff;
    int down = -1100;
    while (std::ldexp(1.0, down + 1) <= x)
        down++;
    double low = std::ldexp(1.0, down);
    bool up = mode == cudaRoundPosInf && x > low;
    int n = (x == 0 ? -1100 : down + up) + 127;
    return (unsigned char)(n < 0 ? 0 : n <= 254 ? n : finite || mode == cudaRoundZero ? 254 : 255);
}

int main() {
    Device<Row> out(N);
    Device<Back> dback(256);
    kernel<<<N / 64, 64>>>(out);
    backwards<<<1, 256>>>(dback);
    FINISH();
    std::vector<Row> got = out.host();
    std::vector<Back> got_back = dback.host();
    int wrong = 0, members = 0, other = 0, reals = 0;
    for (int i = 0; i < N; i++) {
        double x = value(i), b = (double)__bfloat162float(__float2bfloat16_rn((float)x));
        const Row &r = got[i];
        for (int n = 0; n < 4; n++) {
            wrong += r.floats[n] != power((double)(float)x, n < 2, MODES[n % 2]);
            wrong += r.doubles[n] != power(x, n < 2, MODES[n % 2]);
            wrong += r.bfloats[n] != power(b, n < 2, MODES[n % 2]);
        }
        auto up = [](double v) { return power(v, true, cudaRoundPosInf); };
        unsigned char one = up((double)(float)x);
        members += r.of_float != one || r.of_double != up(x) || r.of_bfloat != up(b);
        members += r.of_half != up((double)__half2float(__float2half_rn((float)x)));
        members += r.of_int != up(i * 4099.0);
        members += i > 0 && r.of_long != up(std::nextafter(i * 9007199254740992.0, INFINITY));
        members += r.pair != (power((double)(float)x, true, cudaRoundZero) | power(i, true, cudaRoundZero) << 8);
        members += r.pair_of_doubles != (up(i) | up(x) << 8);
        float near = __bfloat162float(__float2bfloat16_rn((float)i));
        members += r.pair_of_bfloats != (power(near, true, cudaRoundZero) | 129 << 8);
        members += r.back[0] != (i % 254 + 1) << 7 || r.back[1] != 128 << 7;
        members += r.of_pair != (129 | up(i) << 8);
        members += r.four != (one | 127u << 8 | (unsigned)up(i) << 16 | 130u << 24);
        Row host = convert(i);
        other += std::memcmp(&host, &r, sizeof(Row)) != 0;
    }
    for (int i = 0; i < 256; i++) {
        float want = i == 255 ? NAN : (float)std::ldexp(1.0, i - 127);
        float last = (float)std::ldexp(1.0, 254 - i % 255 - 127);
        auto differs = [](float a, float b) { return !(a == b || (std::isnan(a) && std::isnan(b))); };
        const Back &r = got_back[i];
        reals += differs(r.one, want) || differs(r.two[0], want) || r.two[1] != last;
        for (float each : r.four)
            reals += differs(each, want);
        reals += differs(r.half, __half2float(__float2half_rn(want)));
        reals += i < 158 && r.whole != (int)want;
    }
    match("conversions", wrong, 0);
    match("members", members, 0);
    match("other on the host", other, 0);
    match("back", reals, 0);
    return verdict();
}
