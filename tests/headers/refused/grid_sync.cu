// error: a barrier of the whole grid is not supported yet
#include <cooperative_groups.h>
__global__ void kernel() { cooperative_groups::this_grid().sync(); }
