// The make_ functions; see vector_functions.h.
#include <vector_functions.h>
