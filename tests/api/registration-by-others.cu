// about: what only other compilers' objects call: a managed variable of theirs is refused with a message, the rest works
// only-anywarp: these functions have no documentation; NVIDIA's runtime would use the container of the call
#include "../common/test.h"

extern "C" void __cudaRegisterManagedVar(void **handle, void **shadow, char *address, const char *name, int external,
    size_t bytes, int constant, int global);
extern "C" char __cudaInitModule(void **handle);

__global__ void answer(int *out) { *out = 42; }

int main() {
    void *handle = nullptr, *shadow = nullptr;
    char name[] = "theirs";
    __cudaRegisterManagedVar(&handle, &shadow, name, name, 0, 4, 0, 0);
    EXPECT(shadow == nullptr);
    match("initialised", __cudaInitModule(&handle), 1);
    Device<int> out(1);
    answer<<<1, 1>>>(out);
    FINISH();
    match("answer", out.host()[0], 42);
    return verdict();
}
