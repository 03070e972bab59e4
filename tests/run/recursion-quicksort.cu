// about: recursion with local arrays and pointers into the caller's frame
#include "../common/test.h"
#include <algorithm>

__device__ __noinline__ void sort(int *a, int low, int high, int *depth, int level) {
    int pivots[3] = {a[low], a[(low + high) / 2], a[high]};
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2 - i; j++)
            if (pivots[j] > pivots[j + 1]) {
                int swap = pivots[j];
                pivots[j] = pivots[j + 1];
                pivots[j + 1] = swap;
            }
    *depth = max(*depth, level);
    int i = low, j = high, pivot = pivots[1];
    while (i <= j) {
        while (a[i] < pivot)
            i++;
        while (a[j] > pivot)
            j--;
        if (i <= j) {
            int swap = a[i];
            a[i++] = a[j];
            a[j--] = swap;
        }
    }
    if (low < j)
        sort(a, low, j, depth, level + 1);
    if (i < high)
        sort(a, i, high, depth, level + 1);
}

__global__ void kernel(int *data) {
    int local[40], depth = 0;
    int *mine = data + (blockIdx.x * blockDim.x + threadIdx.x) * 40;
    for (int i = 0; i < 40; i++)
        local[i] = mine[i];
    sort(local, 0, 39, &depth, 1);
    for (int i = 0; i < 40; i++)
        mine[i] = depth > 0 ? local[i] : -1;
}

int main() {
    std::vector<int> data(40 * 64);
    Random random(15);
    for (int &v : data)
        v = random.between(0, 300);
    Device<int> d(data);
    kernel<<<2, 32>>>(d);
    FINISH();
    for (int t = 0; t < 64; t++)
        std::sort(data.begin() + t * 40, data.begin() + t * 40 + 40);
    match("sorted", d.host(), data);
    return verdict();
}
