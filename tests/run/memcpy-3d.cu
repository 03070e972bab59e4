// about: cudaMalloc3D, cudaMemcpy3D with positions, cudaMemset3D
#include "../common/test.h"

__global__ void add(cudaPitchedPtr volume, cudaExtent extent) {
    int x = threadIdx.x, y = threadIdx.y, z = blockIdx.x;
    unsigned char *slice = (unsigned char *)volume.ptr + z * volume.pitch * volume.ysize;
    short *row = (short *)(slice + y * volume.pitch);
    if (x * sizeof(short) < extent.width && y < extent.height)
        row[x] += (short)(x + 10 * y + 100 * z);
}

int main() {
    const int nx = 13, ny = 6, nz = 5;
    cudaExtent extent = make_cudaExtent(nx * sizeof(short), ny, nz);
    cudaPitchedPtr volume;
    CUDA(cudaMalloc3D(&volume, extent));
    CUDA(cudaMemset3D(volume, 0, extent));
    EXPECT(volume.pitch >= nx * sizeof(short) && volume.ysize == (size_t)ny);

    // A box of 4 x 3 x 2 elements goes to (2, 1, 3).
    std::vector<short> box(4 * 3 * 2);
    for (size_t i = 0; i < box.size(); i++)
        box[i] = (short)(1000 + i);
    cudaMemcpy3DParms in = {};
    in.srcPtr = make_cudaPitchedPtr(box.data(), 4 * sizeof(short), 4, 3);
    in.dstPtr = volume;
    in.dstPos = make_cudaPos(2 * sizeof(short), 1, 3);
    in.extent = make_cudaExtent(4 * sizeof(short), 3, 2);
    in.kind = cudaMemcpyHostToDevice;
    CUDA(cudaMemcpy3D(&in));
    add<<<nz, dim3(16, 8)>>>(volume, extent);
    FINISH();
    std::vector<short> got(nx * ny * nz), want(nx * ny * nz);
    cudaMemcpy3DParms out = {};
    out.srcPtr = volume;
    out.dstPtr = make_cudaPitchedPtr(got.data(), nx * sizeof(short), nx, ny);
    out.extent = extent;
    out.kind = cudaMemcpyDeviceToHost;
    CUDA(cudaMemcpy3D(&out));
    for (int z = 0; z < nz; z++)
        for (int y = 0; y < ny; y++)
            for (int x = 0; x < nx; x++) {
                bool inside = x >= 2 && x < 6 && y >= 1 && y < 4 && z >= 3;
                want[(z * ny + y) * nx + x] =
                    (short)(x + 10 * y + 100 * z + (inside ? box[((z - 3) * 3 + y - 1) * 4 + x - 2] : 0));
            }
    match("volume", got, want);
    CUDA(cudaFree(volume.ptr));
    return verdict();
}
