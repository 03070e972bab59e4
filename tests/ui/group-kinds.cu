// about: groups of clusters and of several devices, and the barrier of a grid
#include <cooperative_groups.h>
namespace cg = cooperative_groups;

__global__ void kernel(int *out) {
    cg::this_cluster();
    cg::this_multi_grid();
    cg::this_grid().sync();
    *out = 1;
}

int main() {
    kernel<<<1, 1>>>(nullptr);
    return 0;
}
