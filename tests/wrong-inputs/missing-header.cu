// A header that is nowhere.
#include "nowhere/to_be_found.cuh"
