// about: second bases (adjusting thunks), virtual bases, member function pointers
#include "../common/test.h"

struct Left {
    int l = 1;
    __device__ virtual int left(int x) { return l + x; }
};
struct Right {
    int r = 10;
    __device__ virtual int right(int x) { return r * x; }
};
struct Both : Left, Right {
    int b = 100;
    __device__ int left(int x) override { return b - x; }
    __device__ int right(int x) override { return b + r + x; }
};
struct Base {
    int v = 5;
    __device__ virtual int value() { return v; }
};
struct A : virtual Base {
    int a = 6;
};
struct B : virtual Base {
    int b = 7;
    __device__ int value() override { return v * b; }
};
struct Diamond : A, B {
    __device__ int plain(int x) const { return x + a + b + v; }
};

__device__ __noinline__ int call_left(Left *p, int x) { return p->left(x); }
__device__ __noinline__ int call_right(Right *p, int x) { return p->right(x); }
__device__ __noinline__ int call_value(Base *p) { return p->value(); }

__global__ void kernel(int *out) {
    int t = threadIdx.x;
    Left left;
    Right right;
    Both both;
    both.b += t;
    Diamond diamond;
    diamond.v += t;
    int (Diamond::*plain)(int) const = &Diamond::plain;
    int (Right::*member)(int) = &Right::right;
    int v = call_left(t % 2 ? &left : &both, t) * 1000 + call_right(t % 3 ? &right : &both, t);
    out[t] = v + call_value(&diamond) + (diamond.*plain)(t) + (both.*member)(t);
}

int main() {
    std::vector<int> want(48);
    for (int t = 0; t < 48; t++) {
        int b = 100 + t, v = 5 + t;
        want[t] = (t % 2 ? 1 + t : b - t) * 1000 + (t % 3 ? 10 * t : b + 10 + t) + v * 7 + (t + 6 + 7 + v) + (b + 10 + t);
    }
    Device<int> out(48);
    kernel<<<1, 48>>>(out);
    FINISH();
    match("calls", out.host(), want);
    return verdict();
}
