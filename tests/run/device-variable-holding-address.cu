// about: device variables whose initial value is the address of another variable, of an element, of a function
#include "../common/test.h"

__device__ int numbers[10] = {0, 1, 4, 9, 16, 25, 36, 49, 64, 81};
__device__ int *middle = &numbers[5];
__device__ int *const ends[2] = {numbers, numbers + 9};
struct Named {
    const char *name;
    int *value;
    Named *next;
};
__device__ Named names[2] = {{"first", &numbers[2], &names[1]}, {"second", &numbers[3], nullptr}};
__device__ int **indirect = &middle;

__global__ void follow(int *out) {
    out[0] = *middle;
    out[1] = *ends[0] + *ends[1];
    out[2] = *names[0].next->value;
    out[3] = names[0].next->next == nullptr;
    out[4] = names[1].name[3] * 256 + names[0].name[0];
    out[5] = **indirect;
    middle -= 2;
    out[6] = (*indirect)[0];
    out[7] = (int)(ends[1] - ends[0]);
}

int main() {
    Device<int> out(8);
    follow<<<1, 1>>>(out);
    FINISH();
    match("followed", out.host(), std::vector<int>{25, 81, 9, 1, 'o' * 256 + 'f', 25, 9, 9});
    return verdict();
}
