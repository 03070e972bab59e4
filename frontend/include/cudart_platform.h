// The platform of the runtime library; CUDA's own file defines nothing for Linux.
#ifndef ANYWARP_CUDART_PLATFORM_H
#define ANYWARP_CUDART_PLATFORM_H
#endif
