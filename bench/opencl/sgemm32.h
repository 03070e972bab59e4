// Matrix product, tiles of 32x32.
#include "sgemm.h"
