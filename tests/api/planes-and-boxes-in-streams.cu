// about: copies and fills of two and three dimensions are done in the order of their stream
#include "../common/test.h"

constexpr size_t WIDTH = 5, HEIGHT = 3, DEPTH = 2;

__global__ void increment(unsigned char *p, int n) {
    for (int i = 0; i < n; i++)
        p[i]++;
}

int main() {
    cudaStream_t stream;
    CUDA(cudaStreamCreate(&stream));
    cudaPitchedPtr box;
    CUDA(cudaMalloc3D(&box, make_cudaExtent(WIDTH, HEIGHT, DEPTH)));
    EXPECT(box.pitch >= WIDTH);
    int all = (int)(box.pitch * HEIGHT * DEPTH);

    // Fill all with 3, add 1, fill two rows of three bytes with 9, add 1.
    CUDA(cudaMemset3DAsync(box, 3, make_cudaExtent(WIDTH, HEIGHT, DEPTH), stream));
    increment<<<1, 1, 0, stream>>>((unsigned char *)box.ptr, all);
    CUDA(cudaMemset2DAsync(box.ptr, box.pitch, 9, 3, 2, stream));
    increment<<<1, 1, 0, stream>>>((unsigned char *)box.ptr, all);
    std::vector<unsigned char> plane(WIDTH * HEIGHT), whole(WIDTH * HEIGHT * DEPTH);
    std::vector<unsigned char> plane_wanted(plane.size()), whole_wanted(whole.size());
    for (size_t i = 0; i < whole.size(); i++)
        whole_wanted[i] = i % WIDTH < 3 && i / WIDTH < 2 ? 10 : 5;
    for (size_t i = 0; i < plane.size(); i++)
        plane_wanted[i] = whole_wanted[i];
    CUDA(cudaMemcpy2DAsync(plane.data(), WIDTH, box.ptr, box.pitch, WIDTH, HEIGHT, cudaMemcpyDeviceToHost, stream));
    cudaMemcpy3DParms copy = {};
    copy.srcPtr = box;
    copy.dstPtr = make_cudaPitchedPtr(whole.data(), WIDTH, WIDTH, HEIGHT);
    copy.extent = make_cudaExtent(WIDTH, HEIGHT, DEPTH);
    copy.kind = cudaMemcpyDeviceToHost;
    CUDA(cudaMemcpy3DAsync(&copy, stream));
    CUDA(cudaStreamSynchronize(stream));
    match("plane", plane, plane_wanted);
    match("box", whole, whole_wanted);

    GIVES(cudaErrorInvalidValue, cudaMemcpy3DAsync(nullptr, stream));
    GIVES(cudaErrorInvalidPitchValue,
          cudaMemcpy2DAsync(plane.data(), WIDTH - 1, box.ptr, box.pitch, WIDTH, 2, cudaMemcpyDeviceToHost, stream));
    CUDA(cudaFree(box.ptr));
    CUDA(cudaStreamDestroy(stream));
    return verdict();
}
