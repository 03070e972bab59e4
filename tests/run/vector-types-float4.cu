// about: built-in vector types: aligned wide loads, make_ functions, members, sizes and alignments on both sides
#include "../common/test.h"

struct Layout {
    size_t size[14], align[14];
};

__host__ __device__ void fill(Layout *l) {
    int i = 0;
#define TYPE(type) l->size[i] = sizeof(type), l->align[i] = alignof(type), i++
    TYPE(char1);
    TYPE(uchar2);
    TYPE(char3);
    TYPE(uchar4);
    TYPE(short2);
    TYPE(ushort4);
    TYPE(int2);
    TYPE(int3);
    TYPE(uint4);
    TYPE(float2);
    TYPE(float3);
    TYPE(float4);
    TYPE(double2);
    TYPE(longlong2);
#undef TYPE
}

__global__ void kernel(const float4 *in, float4 *out, const uchar4 *bytes, int2 *pairs, double2 *wide, Layout *layout) {
    int t = threadIdx.x;
    float4 v = in[t];
    float3 w = make_float3(v.y, v.z, v.w);
    out[t] = make_float4(w.x + w.y, w.z * 2, v.x, -v.w);
    uchar4 b = bytes[t];
    b.x += 200;
    pairs[t] = make_int2(b.x + b.y, b.z - b.w);
    wide[t].x = v.x;
    wide[t].y = pairs[t].y;
    if (t == 0)
        fill(layout);
}

int main() {
    const int n = 40;
    std::vector<float4> in(n);
    std::vector<uchar4> bytes(n);
    for (int i = 0; i < n; i++) {
        in[i] = make_float4(i, i * 2, i * 3, i * 4);
        bytes[i] = make_uchar4(i * 5, i, 7, i * 2);
    }
    Device<float4> din(in), out(n);
    Device<uchar4> db(bytes);
    Device<int2> pairs(n);
    Device<double2> wide(n);
    Device<Layout> layout(1);
    kernel<<<1, n>>>(din, out, db, pairs, wide, layout);
    FINISH();
    for (int i = 0; i < n; i++) {
        float4 v = out.host()[i];
        int2 p = pairs.host()[i];
        double2 d = wide.host()[i];
        EXPECT(v.x == i * 5 && v.y == i * 8 && v.z == i && v.w == -i * 4);
        EXPECT(p.x == (unsigned char)(i * 5 + 200) + i && p.y == 7 - i * 2);
        EXPECT(d.x == i && d.y == p.y);
    }
    Layout host, device = layout.host()[0];
    fill(&host);
    for (int i = 0; i < 14; i++) {
        printf("size %zu alignment %zu\n", device.size[i], device.align[i]);
        EXPECT(host.size[i] == device.size[i] && host.align[i] == device.align[i]);
    }
    return verdict();
}
