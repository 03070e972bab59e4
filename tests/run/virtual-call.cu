// about: objects made in device memory by one kernel, called through their virtual functions by another
#include "../common/test.h"
#include <new>

struct Shape {
    __device__ virtual ~Shape() {}
    __device__ virtual int area() const = 0;
    __device__ virtual int corners() const { return 0; }
};
struct Square : Shape {
    int side;
    __device__ explicit Square(int s) : side(s) {}
    __device__ int area() const override { return side * side; }
    __device__ int corners() const override { return 4; }
};
struct Box : Square {
    int height;
    __device__ Box(int s, int h) : Square(s), height(h) {}
    __device__ int area() const override { return 2 * Square::area() + 4 * side * height; }
};
struct Point : Shape {
    __device__ int area() const override { return 0; }
};
union Storage {
    char bytes[32];
    long long align;
};

__global__ void make(Storage *memory, Shape **shapes) {
    int t = threadIdx.x;
    if (t % 3 == 0)
        shapes[t] = new (&memory[t]) Square(t);
    else if (t % 3 == 1)
        shapes[t] = new (&memory[t]) Box(t, 2);
    else
        shapes[t] = new (&memory[t]) Point;
}

__global__ void measure(Shape **shapes, int *out) {
    Shape *shape = shapes[threadIdx.x];
    out[threadIdx.x] = shape->area() * 10 + shape->corners();
    shape->~Shape();
}

int main() {
    static_assert(sizeof(Box) <= sizeof(Storage), "storage holds every shape");
    std::vector<int> want(60);
    for (int t = 0; t < 60; t++)
        want[t] = t % 3 == 0 ? t * t * 10 + 4 : t % 3 == 1 ? (2 * t * t + 8 * t) * 10 + 4 : 0;
    Device<Storage> memory(60);
    Device<Shape *> shapes(60);
    Device<int> out(60);
    make<<<1, 60>>>(memory, shapes);
    measure<<<1, 60>>>(shapes, out);
    FINISH();
    match("areas", out.host(), want);
    return verdict();
}
