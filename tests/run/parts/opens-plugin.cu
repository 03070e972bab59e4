// Opens a library with kernels, calls it and closes it again, several times, beside kernels of its own.
#include <cstdio>
#include <dlfcn.h>

__managed__ int own = 1;

__global__ void twice() { own *= 2; }

int main() {
    int wrong = 0;
    for (int round = 0; round < 3; round++) {
        void *library = dlopen("./libplugin.so", RTLD_NOW | RTLD_LOCAL);
        if (!library) {
            printf("%s\nFAIL\n", dlerror());
            return 1;
        }
        int (*compute)(int) = (int (*)(int))dlsym(library, "compute");
        int result = compute(5 + round);
        twice<<<1, 1>>>();
        wrong += cudaDeviceSynchronize() != cudaSuccess;
        printf("%d %d\n", result, own);
        wrong += result != (5 + round) * (5 + round) + 112 || own != 2 << round;
        wrong += dlclose(library) != 0;
    }
    puts(wrong ? "FAIL" : "PASS");
    return wrong;
}
