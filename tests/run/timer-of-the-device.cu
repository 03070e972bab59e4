// about: __globaltimer() counts nanoseconds and never goes back
// only-anywarp: CUDA's documents name %globaltimer of PTX only
#include "../common/test.h"

__global__ void read(unsigned long long *times, int rounds) {
    times[0] = __globaltimer();
    unsigned long long last = times[0], back = 0;
    for (int i = 0; i < rounds; i++) {
        unsigned long long now = __globaltimer();
        back += now < last;
        last = now;
    }
    __nanosleep(500000);
    times[1] = __globaltimer();
    times[2] = back;
}

int main() {
    Device<unsigned long long> times(3);
    read<<<1, 1>>>(times, 1000);
    FINISH();
    std::vector<unsigned long long> time = times.host();
    EXPECT(time[0] > 0 && time[1] > time[0] && time[1] - time[0] < 50000000000ull && time[2] == 0);
    return verdict();
}
