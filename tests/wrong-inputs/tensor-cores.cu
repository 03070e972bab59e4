// An instruction of tensor cores in inline PTX.
__device__ void multiply(unsigned *d, const unsigned *a, const unsigned *b) {
    asm volatile("mma.sync.aligned.m16n8k8.row.col.f16.f16.f16.f16 {%0,%1}, {%2,%3}, {%4}, {%0,%1};"
                 : "+r"(d[0]), "+r"(d[1])
                 : "r"(a[0]), "r"(a[1]), "r"(b[0]));
}
__global__ void k(unsigned *p) { multiply(p, p + 2, p + 4); }
