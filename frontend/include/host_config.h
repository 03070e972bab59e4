// What nvcc checks about the host compiler; see crt/host_config.h.
#ifndef ANYWARP_HOST_CONFIG_H
#define ANYWARP_HOST_CONFIG_H
#include <crt/host_config.h>
#endif
