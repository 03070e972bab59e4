// about: threadIdx, blockIdx, blockDim and gridDim in all three dimensions, with unequal extents
#include "../common/test.h"

__global__ void label(unsigned *out, int nx, int ny, int nz) {
    int x = blockIdx.x * blockDim.x + threadIdx.x;
    int y = blockIdx.y * blockDim.y + threadIdx.y;
    int z = blockIdx.z * blockDim.z + threadIdx.z;
    if (x < nx && y < ny && z < nz)
        out[(z * ny + y) * nx + x] =
            x + 100 * y + 10000 * z + 1000000u * (gridDim.x + gridDim.y * 5 + gridDim.z * 25) + (blockDim.z << 29);
}

int main() {
    const int nx = 37, ny = 23, nz = 11;
    dim3 block(8, 4, 3), grid((nx + 7) / 8, (ny + 3) / 4, (nz + 2) / 3);
    std::vector<unsigned> want(nx * ny * nz);
    for (int z = 0; z < nz; z++)
        for (int y = 0; y < ny; y++)
            for (int x = 0; x < nx; x++)
                want[(z * ny + y) * nx + x] =
                    x + 100 * y + 10000 * z + 1000000u * (grid.x + grid.y * 5 + grid.z * 25) + (block.z << 29);
    Device<unsigned> out(want.size());
    label<<<grid, block>>>(out, nx, ny, nz);
    FINISH();
    match("labels", out.host(), want);
    printf("grid %u %u %u\n", grid.x, grid.y, grid.z);
    return verdict();
}
