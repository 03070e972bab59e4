// A random kernel, seed-20001011.
#include <cstdio>
#include <cstdlib>

typedef signed char i8;
typedef unsigned char u8;
typedef short i16;
typedef unsigned short u16;
typedef int i32;
typedef unsigned u32;
typedef long long i64;
typedef unsigned long long u64;

__global__ void k0(const u32 *in, u64 *out, u32 *atom)
{
  const u32 tid = threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z);
  const u32 lane = tid & 31;
  const u32 gid = blockIdx.x * 100 + tid;
  u32 *s = nullptr, *sa = nullptr;
  u32 v0 = tid, v1 = in[gid & 63];
  u32 v2 = 100 - (tid - lane) >= 32 ? 0xffffffffu : (1u << (100 & 31)) - 1;
  i32 v3 = 3;
  i64 v4 = 4;
  i64 v5 = 5;
  i32 v6 = 6;
  u8 v7 = 7;
  u32 v8 = 8;
  i32 v9 = 9;
  u32 v10 = 10;
  u32 v11 = 11;
  u32 v12 = 12;
  for (v10 = 0; v10 < 3 && ((i32)((((lane) % 8u)) <= ((u32)0x1ull))); ++v10) {
    v11 = 0;
    do {
      atomicAnd(atom + 24 + (((u32)(v5)) & 7), v0);
      if ((i32)(((((u32)(((u32)(v7)) | ((u32)(v5)))) % 8u)) <= ((u32)0x2ull))) {
        v12 = 0;
        do {
          v0 = (u32)((u32)((u32)(v7)) << ((v12) & 31));
          v4 = (i64)(v10);
          v3 = (i32)(v5);
          v3 = (i32)((u8)(((u8)(v8)) % (u8)((((u8)(v12)) & 63) | 1)));
        } while (++v12 < 1 && ((i32)((((v1) % 5u)) <= ((u32)0x1ull))));
        switch (((u32)((u32)(blockIdx.x) * (u32)((u32)(((u32)(v3)) % (u32)(((blockIdx.x) & 63) | 1))))) % 2u) {
        case 0: {
          v7 = (u8)(((u8)((i16)(v4))) | ((u8)(v11)));
        } break;
        default: {
          v0 = (u32)min((u32)(tid), (u32)(v11));
          v4 = (i64)((i32)(((i32)(lane)) || ((i32)((u32)((i32)(tid)) - (u32)((i32)(lane))))));
        } break;
        }
        v5 = (i64)max((i64)((i64)(__funnelshift_r(v10, (u32)0x5ull, v0))), (i64)((i64)((u8)(v10))));
      }
      else {
        if ((i32)((lane) < ((u32)0xbull))) {
          v0 = (u32)min((u32)((u32)(v5)), (u32)((u32)((i32)(((i32)(v7)) == ((i32)((u32)((i32)(blockIdx.x)) - (u32)((i32)0x7fffffffull)))))));
        }
        else {
          v5 = (i64)((u64)((i64)(v1)) * (u64)((i64)(v6)));
          atomicOr(atom + 32 + ((v1) & 7), (u32)((i32)(((i32)(v8)) && ((i32)(((i32)0x7fffffffull) % (i32)((((i32)(blockIdx.x)) & 63) | 1))))));
        }
      }
    } while (++v11 < 2 && ((i32)((tid) < ((u32)0xaull))));
  }
  u64 h = ((((((((0ull) * 31 + (u64)v0) * 31 + (u64)v1) * 31 + (u64)v2) * 31 + (u64)v3) * 31 + (u64)v4) * 31 + (u64)v5) * 31 + (u64)v6) * 31 + (u64)v7;
  out[gid] = h;
}
static const u32 in0[64] = {0x34d9d461,0x7,0xf,0xd2d8b2f9,0xf440a193,0x3,0x3,0xbce47ff,0xe,0x20e5ba10,0x20bc653,0x0,0x7,0x3dab9e4d,0xbd6bf031,0x93993cdf,0x942bb853,0x77a756e2,0xb421e116,0xff79fcea,0xb,0xdb34c7ee,0xe22d8ee0,0x3,0xc2054a05,0x51363e34,0x8,0x4d0971b1,0x7465a7f6,0x4,0x6,0x248b10f5,0x8,0x7,0x5,0xb5dc6726,0x3,0x0,0xfde69e6d,0xe,0x84407ef3,0xa0fba592,0x2e7962db,0x23ecd59e,0xcb4ccdbc,0x1,0xf,0xcfff773b,0xc497199c,0xf,0x6,0x1,0x1,0x5bd56d32,0x65b21a22,0xeba283f1,0xd1d6272f,0xb,0x7,0x6ddc559e,0x12538190,0xced601c2,0xfa696226,0x40ddf9c9};

struct Launch {
  void (*kernel)(const u32 *, u64 *, u32 *);
  const u32 *in;
  dim3 block;
  u32 blocks;
};
static const Launch launches[] = {
  {k0, in0, dim3(100, 1, 1), 3},
};

static const u32 neutral[] = {0x0,0xffffffff,0x0,0xffffffff,0x0,0x0};

// Launches a kernel and waits for it; the results are in `out` and `atom`, an error is returned.
static cudaError_t launch(const Launch &it, u64 *out, u32 *atom) {
  const u32 threads = it.block.x * it.block.y * it.block.z * it.blocks;
  for (int i = 0; i < 48; ++i) atom[i] = neutral[i / 8];
  for (u32 i = 0; i < threads; ++i) out[i] = 0;
  u32 *in, *d_atom;
  u64 *d_out;
  cudaMalloc(&in, 64 * sizeof(u32));
  cudaMalloc(&d_atom, 48 * sizeof(u32));
  cudaMalloc(&d_out, threads * sizeof(u64));
  cudaMemcpy(in, it.in, 64 * sizeof(u32), cudaMemcpyHostToDevice);
  cudaMemcpy(d_atom, atom, 48 * sizeof(u32), cudaMemcpyHostToDevice);
  cudaMemcpy(d_out, out, threads * sizeof(u64), cudaMemcpyHostToDevice);
  it.kernel<<<it.blocks, it.block>>>(in, d_out, d_atom);
  cudaError_t error = cudaGetLastError();
  if (!error) error = cudaDeviceSynchronize();
  if (!error) error = cudaMemcpy(atom, d_atom, 48 * sizeof(u32), cudaMemcpyDeviceToHost);
  if (!error) error = cudaMemcpy(out, d_out, threads * sizeof(u64), cudaMemcpyDeviceToHost);
  cudaFree(in);
  cudaFree(d_out);
  cudaFree(d_atom);
  return error;
}

static const u64 expected[] = {0xca09fb320de9a87,0x1b4d8a070c2f1ad,0x1b4d8aee7b72573,0x2d467c8b1015adbc,0x342da4248db3edb5,0x1b4d8bfa48fe504,0x1b4d8c60c7111e3,0x4255d7bdab199be,0x1b4d8a1e30e9074,0x881186cb50d40f6,0x221143553878faf,0x1b4d8e57524407b,0x1b4d8ed4f510c21,0xe732b9058238ac6,0x28d9209465910e89,0x2034b732dbf2cd96,0x20530912f66a9996,0x1a6e7d42d109469e,0x26edbaec898ab32a,0x367f633371acccdd,0x1b4d92161f3601d,0x2f00b5ea4e3e9e9f,0x30718379b69014f0,0x1b4d932f2650cb2,0x29cc7afcbe9993ec,0x127cee8ee1057054,0x1b4d9473287bb94,0x11a00cb4c8d6b75c,0x19c22db635a192c0,0x1b4d9599692552d,0x1b4d960683ff88e,0x941f63de711871c,0x1b4d8a0a5a92cee,0x1b4d8a070c2f1ad,0x1b4d979d2de70c9,0x27492c8f8f206809,0x1b4d98638d45405,0x1b4d98c0202cf21,0x362c09b781e354ad,0x1b4d99bb65c666d,0x1d08e2f6da6b8f99,0x22f8bd9a46b102f8,0xb4f4d911cc54217,0x921442f299b8379,0x2bb7499231fd99f6,0x1b4d9bf75f2715a,0x1b4d9c8c26adbc7,0x2cafcdaddc286ed2,0x2a546993cb66ee35,0x1b4d9dbfa0fa179,0x1b4d9e085d779fa,0x1b4d9e5e5397e94,0x1b4d9ec4d1aab73,0x14aecb22445cdcc3,0x16b87cd528c14292,0x3265c759170a0200,0x2d11236a57d16572,0x1b4da0e657fc155,0x1b4da13f9c71c33,0x186868df9ffdd169,0x57e4bb4e4adecba,0x2c7256a692292c4b,0x357376bfeb84de8e,0xf1c47616e651cd0,0xca09fb320de9a87,0x1b4d8a070c2f1ad,0x1b4da48e0025d33,0x2d467e250860e57c,0x342da5be85ff2575,0x1b4da599cdb1cc4,0x1b4da6004bc49a3,0x4255f15d2fcd17e,0x1b4d8a1e30e9074,0x881186cb50d40f6,0x22115cf4bd2c76f,0x1b4da7f6d6f783b,0x1b4da87479c43e1,0xe732d2a506ec286,0x28d9222e5ddc4649,0x2034b8ccd43e0556,0x20530aaceeb5d156,0x1a6e7edcc9547e5e,0x26edbc8681d5eaea,0x367f64cd69f8049d,0x1b4dabb5a3e97dd,0x2f00b7844689d65f,0x30718513aedb4cb0,0x1b4dacceab04472,0x29cc7c96b6e4cbac,0x127cf028d950a814,0x1b4dae12ad2f354,0x11a00e4ec121ef1c,0x19c22f502decca80,0x1b4daf38edd8ced,0x1b4dafa608b304e,0x941f7d7df5cbedc,0x1c0f6b6de,0x18c107b9d,0x274e6773279,0x2594558aa2b929b9,0x1b4d89f9d2a04a9,0x1b4d89efe7752e6,0x362c08d0e6390551,0x1b4d8b51ab21711,0x1d08e31079f04315,0x22f8bdba4e16e353,0xb4f4caa811af2bb,0x92143488df1341d,0x2bb748785749e3a2,0x1b4d89f335d8e27,0x1b4d8e226c08c6b,0x2cafccc7407e1f76,0x2a5457614c71e1f6,0x1b4d8f55e641308,0x1b4d8f9ea2d2a9e,0x1b4d8ff498f2f38,0x1b4d905b1705fd8,0x14aed25011cbeece,0x16b87bee8d16f336,0x3265c6727b5fb2a4,0x2d11100d7eb09c41,0x1b4d927c9d48cfc,0x1b4d92d5e1cccd7,0x186867f90453820d,0x57e4c6b0ddbbbf9,0x2c7267f29eaa61b6,0x357375d94fda8f32,0xf1c467ad2bacd74,0xca0a0667d7f82eb,0x1b4d95a354506f0,0x1b4d96244580dd7,0x2d467d3e6cb69620,0x342da40aee2f3a39,0x1b4d89f9d2a04a9,0x1b4d9796911fa47,0x4255e2f37528222,0x1b4d9887eb8dfd0,0x8811959b898bd31,0x22114e8b0287813,0x1b4d998d1c528df,0x1b4d8a070c2f1ad,0xe732b3d11b44373,0x28d92147c231f6ed,0x2034b7e63893b5fa,0x2052fcbd0251f74d,0x1a6e736f2a9b5b7b,0x26edbb9fe62b9b8e,0x367f63e6ce4db541,0x1b4d9d4be952d7e,0x2f00c9e6f1ae8ed2,0x3071842d1330fd54,0x1b4d9e64f05f516,0x29cc6a9e18196277,0x127ce81d11e96445,0x1b4d9fa8f28a3f8,0x11a00d6825779fc0,0x19c238a73be77723,0x1b4da0cf33384e4,0x1b4da13c4e0e0f2,0x941f6f143b26f80,0x1b4da20fe6fb132,0x1b4da27316aa2d0,0x1b4da2d2f7f592d,0x27492d42ebc1506d,0x1b4d89f9d2a04a9,0x1b4d89efe7752e6,0x362c0a6ade843d11,0x1b4da4f12fd4ed1,0x1d08e4aa723b7ad5,0x22f8bf5446621b13,0xb4f4e4479662a7b,0x92144e2863c6bdd,0x2bb748785749e3a2,0x1b4d89f335d8e27,0x1b4da7c1f0bc42b,0x2cafce6138c95736,0x2a5458fb44bd19b6,0x1b4da8f56af4ac8,0x1b4da93e278625e,0x1b4da9941da66f8,0x1b4da9fa9bb9798,0x14aed3ea0a17268e,0x16b87d8885622af6,0x3265c80c73aaea64,0x2d1111a776fbd401,0x1b4dac1c21fc4bc,0x1b4dac756680497,0x18686992fc9eb9cd,0x57e4e050626f3b9,0x2c72698c96f59976,0x357377734825c6f2,0xf1c4814cb060534,0xca0a20075cabaab,0x1b4daf42d903eb0,0x1b4dafc3ca34597,0x2d467ed86501cde0,0x3278cb6c097cc429,0xb8778e99,0x2747caabbf7,0x270872a4aeb43d2,0x1b4d8a1e30e9074,0x881186cb50d40f6,0x2211402147e28b7,0x1b4d8b2361ad983,0x1b4d8ba1047a529,0xe732b5d191a23ce,0x28d920612687a791,0x2034b6ff9ce9669e,0x2052fba3279e40f9,0x1a6e724ee8067848,0x26edbab94a814c32,0x367f630032a365e5,0x1b4d8ee22e9f925,0x2f00b5b70f3537a7,0x307183467786adf8,0x1b4d8ffb35ba5ba,0x29cc7ac97f902cf4,0x127cee5ba1fc095c,0x1b4d913f37e549c,0x11a00c8189cd5064,0x19c22d82f6982bc8,0x1b4d9265788ee35,0x1b4d92d29369196,0x941f60aa8082024,0x1b4d93a62c60341,0x1b4d94095c0de59,0x1b4d94693d509d1,0x27492c5c50170111,0x1b4d952f9caed0d,0x1b4d958c2f96829,0x362c098442d9edb5,0x1b4d9687752ff75,0x1d08e2f6da6b8f99,0x22f8bd9a46b102f8,0xb4f4d5dddbbdb1f,0x92143fbea921c81,0x2bb7495ef2f432fe,0x1b4d98c36e90a62,0x1b4d995836174cf,0x2cafcd7a9d1f07da,0x2a5457146de3c782,0x1b4d8a217f4cbb5,0x1b4d9ad46ce1302,0x1b4d9b2a630179c,0x1b4d9b90e11447b,0x14aecaef055375cb,0x16b87ca1e9b7db9a,0x3265c725d8009b08,0x2d11233718c7fe7a,0x1b4d9db26765a5d,0x1b4d9e0babdb53b,0x186868ac60f46a71,0x57e4b81a5a485c2,0x2c725673531fc553,0x3573768cac7b7796,0xf1c472e2f5bb5d8,0xca0a5c03c65d950,0x1b4da0d91e67a39,0x1b4da15a0f8f63b,0x2d467df1c9577e84,0x342da58b46f5be7d,0x1b4da265dd1b5cc,0x1b4da2cc5b2e2ab,0x4255ee293f36a86,0x1b4d8a1e30e9074,0x881186cb50d40f6,0x221159c0cc96077,0x1b4da4c2e661143,0x1b4da540892dce9,0xe732cf711655b8e,0x28d921fb1ed2df51,0x2034b89995349e5e,0x2052fba3279e40f9,0x1a6e724ee8067848,0x26edbc5342cc83f2,0x367f649a2aee9da5,0x1b4da881b3530e5,0x2f00b75107806f67,0x307184e06fd1e5b8,0x1b4da99aba6dd7a,0x29cc7c6377db64b4,0x127ceff59a47411c,0x1b4daadebc98c5c,0x11a00e1b82188824,0x19c22f1ceee36388,0x1b4dac04fd425f5,0x1b4dac72181c956,0x941f7a4a05357e4,0x1b4dad45b113b01,0x1b4dada8e0c1619,0x1b4dae08c204191,0x27492df6486238d1,0x1b4daecf21624cd,0x1b4daf2bb449fe9,0x362c0b1e3b252575,0x1b4db026f9e3735,0x1b540a57f5b91989,0x2143e4fb61fe8ce8,0x99a7658f1549ccf,0x76c6cf6fe2ade31};
static const u32 expected_atom[] = {0x0,0x0,0x0,0x0,0x0,0x0,0x0,0x0,0xffffffff,0xffffffff,0xffffffff,0xffffffff,0xffffffff,0xffffffff,0xffffffff,0xffffffff,0x0,0x0,0x0,0x0,0x0,0x0,0x0,0x0,0x10,0xffffffff,0x10,0xffffffff,0x10,0x0,0x10,0xffffffff,0x1,0x1,0x0,0x1,0x1,0x1,0x0,0x1,0x0,0x0,0x0,0x0,0x0,0x0,0x0,0x0};

int main() {
  static u64 out[300];
  static u32 atom[48];
  const cudaError_t error = launch(launches[0], out, atom);
  int wrong = error != cudaSuccess;
  if (wrong) printf("%s\n", cudaGetErrorString(error));
  for (int i = 0; i < 300; ++i) wrong += out[i] != expected[i];
  for (int i = 0; i < 48; ++i) wrong += atom[i] != expected_atom[i];
  if (wrong) printf("%d differences\n", wrong);
  puts(wrong ? "FAIL" : "PASS");
  return wrong != 0;
}
