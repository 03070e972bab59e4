// about: structures mean the same on both sides: padding, bit-fields, bool, enum, empty bases, nested unions, arrays
#include "../common/test.h"
#include <cstddef>

struct Empty {};
struct Inner : Empty {
    char tag;
    double value;
    bool flag;
};
enum Mode : short { off = -1, on = 1 };
struct Outer {
    char a;
    Inner inner[2];
    unsigned low : 5, high : 20;
    Mode mode;
    union {
        float f;
        unsigned char bytes[6];
    };
    const void *pointer;
    long l;
    short tail;
};

__global__ void change(Outer *o, size_t *facts) {
    o->a++;
    o->inner[1].value *= 2;
    o->inner[0].flag = !o->inner[0].flag;
    o->high += o->low;
    o->mode = o->mode == off ? on : off;
    o->bytes[3] ^= 0x80; // the sign bit of f
    o->pointer = o;
    o->l = -o->l;
    o->tail = (short)sizeof(Outer);
    facts[0] = sizeof(Outer);
    facts[1] = offsetof(Outer, inner);
    facts[2] = offsetof(Outer, mode);
    facts[3] = offsetof(Outer, f);
    facts[4] = offsetof(Outer, pointer);
    facts[5] = offsetof(Outer, tail);
}

int main() {
    Outer o = {};
    o.a = 'x';
    o.inner[1].value = 1.25;
    o.low = 21;
    o.high = 1000000;
    o.mode = off;
    o.f = 3.5f;
    o.l = 1l << 40;
    Device<Outer> d(std::vector<Outer>{o});
    Device<size_t> facts(6);
    change<<<1, 1>>>(d, facts);
    FINISH();
    Outer r = d.host()[0];
    EXPECT(r.a == 'y' && r.inner[1].value == 2.5 && r.inner[0].flag && !r.inner[1].flag);
    EXPECT(r.low == 21 && r.high == 1000021 && r.mode == on && r.f == -3.5f);
    EXPECT(r.pointer == d.get() && r.l == -(1l << 40) && r.tail == (short)sizeof(Outer));
    match("layout", facts.host(),
          std::vector<size_t>{sizeof(Outer), offsetof(Outer, inner), offsetof(Outer, mode), offsetof(Outer, f),
                              offsetof(Outer, pointer), offsetof(Outer, tail)});
    return verdict();
}
