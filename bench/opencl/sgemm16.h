// Matrix product, tiles of 16x16.
#include "sgemm.h"
