// flags: -std=c++14
// `register` variables; nvcc warns at most.

__global__ void old(int *p) {
    register int sum = 0;
    for (register int i = 0; i < 4; ++i)
        sum += p[i];
    *p = sum;
}
