// about: __ldg and the loads and stores with cache hints, for scalars and vectors
#include "../common/test.h"

__global__ void copy(const int *in, const float4 *wide, const double *d, int *out, float4 *out4, double *outd) {
    int i = threadIdx.x;
    out[i] = __ldg(&in[i]) + __ldca(&in[i + 1]) * 2 + __ldcg(&in[i + 2]) * 3 + __ldcs(&in[i + 3]) * 5 + __ldlu(&in[i]) + __ldcv(&in[i]);
    float4 v = __ldg(&wide[i]);
    v.y += __ldcs(&wide[i]).z;
    __stcs(&out4[i], v);
    __stcg(&outd[i], __ldg(&d[i]) * 0.5);
    __stwb(&out[64 + i], i);
    __stwt(&out[128 + i], -i);
}

int main() {
    std::vector<int> in(67), want(192);
    std::vector<float4> wide(64);
    std::vector<double> d(64), want_d(64);
    for (int i = 0; i < 67; i++)
        in[i] = i * i;
    for (int i = 0; i < 64; i++) {
        wide[i] = make_float4(i, 1, 2 * i, 3);
        d[i] = i + 0.25;
        want[i] = in[i] * 3 + in[i + 1] * 2 + in[i + 2] * 3 + in[i + 3] * 5;
        want[64 + i] = i;
        want[128 + i] = -i;
        want_d[i] = d[i] * 0.5;
    }
    Device<int> din(in), out(192);
    Device<float4> dw(wide), out4(64);
    Device<double> dd(d), outd(64);
    copy<<<1, 64>>>(din, dw, dd, out, out4, outd);
    FINISH();
    match("ints", out.host(), want);
    match("doubles", outd.host(), want_d);
    std::vector<float4> got = out4.host();
    for (int i = 0; i < 64; i++)
        EXPECT(got[i].x == i && got[i].y == 1 + 2 * i && got[i].z == 2 * i && got[i].w == 3);
    return verdict();
}
