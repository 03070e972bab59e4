// Matrix product, tiles of 16x16 in shared memory.
#include "../sgemm.h"

int main(int argc, char **argv) { return measure_sgemm<16>("sgemm16", argc, argv); }
