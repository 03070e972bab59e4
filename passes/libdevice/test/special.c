#include "harness.h"
long test_special(void){return 0;}
void test_exhaustive(const char*o){(void)o;}
