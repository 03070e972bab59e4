// Matrix product, tiles of 32x32 in shared memory.
#include "../sgemm.h"

int main(int argc, char **argv) { return measure_sgemm<32>("sgemm32", argc, argv); }
