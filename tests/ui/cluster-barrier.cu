// about: barriers of a thread block cluster
__global__ void kernel() {
    __cluster_barrier_arrive();
    __cluster_barrier_arrive_relaxed();
    __cluster_barrier_wait();
}

int main() {
    kernel<<<1, 1>>>();
    return 0;
}
