/* CUDA's keywords; see crt/host_defines.h. */
#ifndef ANYWARP_HOST_DEFINES_H
#define ANYWARP_HOST_DEFINES_H
#include <crt/host_defines.h>
#endif
