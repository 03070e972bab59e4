/* C as old as it gets: the API has no line comments and no declarations of C99. */
#include <cuda_runtime.h>
#include <cuda.h>
#include <cuComplex.h>

int main(void) {
    void *p;
    return cudaMalloc(&p, 4);
}
