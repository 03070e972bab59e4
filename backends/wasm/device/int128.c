/* 128-bit division, which LLVM's wasm backend calls; long division by bits, since it is rare. */
#include "abi.h"

typedef __int128 i128;
typedef unsigned __int128 u128;

static u128 divide(u128 dividend, u128 divisor, u128 *remainder) {
    if ((dividend >> 64) == 0 && (divisor >> 64) == 0) {
        *remainder = (u64)dividend % (u64)divisor;
        return (u64)dividend / (u64)divisor;
    }
    u128 quotient = 0, rest = 0;
    for (int bit = 127; bit >= 0; bit--) {
        u32 carry = (u32)(rest >> 127);
        rest = (rest << 1) | ((dividend >> bit) & 1);
        if (carry || rest >= divisor) {
            rest -= divisor;
            quotient |= (u128)1 << bit;
        }
    }
    *remainder = rest;
    return quotient;
}

static u128 magnitude(i128 value) { return value < 0 ? -(u128)value : (u128)value; }

u128 __udivti3(u128 a, u128 b) {
    u128 remainder;
    return divide(a, b, &remainder);
}

u128 __umodti3(u128 a, u128 b) {
    u128 remainder;
    divide(a, b, &remainder);
    return remainder;
}

i128 __divti3(i128 a, i128 b) {
    u128 remainder, quotient = divide(magnitude(a), magnitude(b), &remainder);
    return (a < 0) != (b < 0) ? -quotient : quotient;
}

i128 __modti3(i128 a, i128 b) {
    u128 remainder;
    divide(magnitude(a), magnitude(b), &remainder);
    return a < 0 ? -remainder : remainder;
}
