// Operators of a 16-bit type (ANYWARP_OPERAND) over its functions: included once per type.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// ANYWARP_PLAIN, ANYWARP_EQUAL and ANYWARP_ONE name the functions: for __half they are __hadd, __heq and its 1.

#define ANYWARP_BINARY(op, function) \
    ANYWARP_HALF ANYWARP_OPERAND operator op(const ANYWARP_OPERAND &a, const ANYWARP_OPERAND &b) { \
        return function(a, b); \
    } \
    ANYWARP_HALF ANYWARP_OPERAND &operator op##=(ANYWARP_OPERAND &a, const ANYWARP_OPERAND &b) { \
        return a = function(a, b); \
    }
ANYWARP_BINARY(+, ANYWARP_ADD)
ANYWARP_BINARY(-, ANYWARP_SUB)
ANYWARP_BINARY(*, ANYWARP_MUL)
ANYWARP_BINARY(/, ANYWARP_DIV)
#undef ANYWARP_BINARY

ANYWARP_HALF ANYWARP_OPERAND &operator++(ANYWARP_OPERAND &a) { return a = ANYWARP_ADD(a, ANYWARP_ONE); }
ANYWARP_HALF ANYWARP_OPERAND &operator--(ANYWARP_OPERAND &a) { return a = ANYWARP_SUB(a, ANYWARP_ONE); }
ANYWARP_HALF ANYWARP_OPERAND operator++(ANYWARP_OPERAND &a, const int) {
    const ANYWARP_OPERAND old = a;
    a = ANYWARP_ADD(a, ANYWARP_ONE);
    return old;
}
ANYWARP_HALF ANYWARP_OPERAND operator--(ANYWARP_OPERAND &a, const int) {
    const ANYWARP_OPERAND old = a;
    a = ANYWARP_SUB(a, ANYWARP_ONE);
    return old;
}
ANYWARP_HALF ANYWARP_OPERAND operator+(const ANYWARP_OPERAND &a) { return a; }
ANYWARP_HALF ANYWARP_OPERAND operator-(const ANYWARP_OPERAND &a) { return ANYWARP_NEG(a); }

#define ANYWARP_RELATION(op, function) \
    ANYWARP_HALF bool operator op(const ANYWARP_OPERAND &a, const ANYWARP_OPERAND &b) { return function(a, b); }
ANYWARP_RELATION(==, ANYWARP_IS(eq))
ANYWARP_RELATION(!=, ANYWARP_IS(neu))
ANYWARP_RELATION(<, ANYWARP_IS(lt))
ANYWARP_RELATION(<=, ANYWARP_IS(le))
ANYWARP_RELATION(>, ANYWARP_IS(gt))
ANYWARP_RELATION(>=, ANYWARP_IS(ge))
#undef ANYWARP_RELATION
#undef ANYWARP_OPERAND
#undef ANYWARP_ADD
#undef ANYWARP_SUB
#undef ANYWARP_MUL
#undef ANYWARP_DIV
#undef ANYWARP_NEG
#undef ANYWARP_IS
#undef ANYWARP_ONE
