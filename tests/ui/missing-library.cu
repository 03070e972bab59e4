// about: a header of a CUDA library that the toolkit does not have
#include <cublas_v2.h>

int main() { return 0; }
