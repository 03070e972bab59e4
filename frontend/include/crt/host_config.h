// What nvcc checks about the host compiler. Nothing to check: clang is the host compiler of the CUDA halves.
#ifndef ANYWARP_CRT_HOST_CONFIG_H
#define ANYWARP_CRT_HOST_CONFIG_H
#include <anywarp/dialect.h>
#include <stddef.h>
#endif
