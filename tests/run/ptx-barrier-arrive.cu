// about: inline PTX: producers arrive at a barrier without waiting, consumers wait for them
#include "../common/ptx.h"

__global__ void kernel(u32 *out) {
    __shared__ u32 s[64];
    u32 i = threadIdx.x;
    if (i < 64) {
        s[i] = 7 * i;
        asm volatile("fence.acq_rel.cta; bar.arrive 3, 128;" ::: "memory");
        asm volatile("barrier.cta.sync 4, 64;" ::: "memory");
        out[i] = s[63 - i];
    } else {
        asm volatile("bar.sync 3, %0;" ::"r"(128) : "memory");
        out[i] = s[i - 64] + 1;
    }
}

int main() {
    Device<u32> out(128);
    kernel<<<1, 128>>>(out);
    FINISH();
    std::vector<u32> r = out.host();
    for (u32 i = 0; i < 128; i++)
        EXPECT(r[i] == (i < 64 ? 7 * (63 - i) : 7 * (i - 64) + 1));
    return verdict();
}
