// Declaration macros of nvcc's own headers: none needed.
#ifndef ANYWARP_CRT_FUNC_MACRO_H
#define ANYWARP_CRT_FUNC_MACRO_H
#include <crt/host_defines.h>
#endif
