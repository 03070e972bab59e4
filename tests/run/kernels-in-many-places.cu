// about: kernels in namespaces, unnamed namespaces, as static functions, overloads, friends of classes, default parameters
#include "../common/test.h"

namespace outer {
namespace {
__global__ void hidden(int *out) { out[0] = 1; }
} // namespace
inline namespace v2 {
__global__ void versioned(int *out) { out[1] = 2; }
} // namespace v2
} // namespace outer

class Owner;
__global__ void read(int *out, Owner owner);

static __global__ void internal(int *out) { out[2] = 3; }
__global__ void overloaded(int *out, int) { out[3] = 4; }
__global__ void overloaded(int *out, float) { out[4] = 5; }
extern "C" __global__ void c_name(int *out) { out[5] = 6; }
template <class T, class... Rest> __global__ void variadic(int *out, T first, Rest... rest) { out[6] = (int)(first + ... + rest); }

class Owner {
  public:
    explicit Owner(int v) : value(v) {}
    void run(int *out) { read<<<1, 1>>>(out, *this); }

  private:
    int value;
    static __device__ int twice(int x) { return 2 * x; }
    friend __global__ void read(int *, Owner);
};
__global__ void read(int *out, Owner owner) { out[7] = Owner::twice(owner.value); }

#define KERNEL(name, index) __global__ void name(int *out) { out[index] = index + 1; }
KERNEL(made_by_macro, 8)

int main() {
    Device<int> out(9);
    outer::hidden<<<1, 1>>>(out);
    outer::versioned<<<1, 1>>>(out);
    internal<<<1, 1>>>(out);
    overloaded<<<1, 1>>>(out, 1);
    overloaded<<<1, 1>>>(out, 1.0f);
    c_name<<<1, 1>>>(out);
    variadic<<<1, 1>>>(out.get(), 1.5, 2, 3.5f);
    Owner(4).run(out);
    made_by_macro<<<1, 1>>>(out);
    FINISH();
    match("marks", out.host(), std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8, 9});
    return verdict();
}
