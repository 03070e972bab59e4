// Rounding modes, as device intrinsics name them.
#ifndef ANYWARP_DEVICE_TYPES_H
#define ANYWARP_DEVICE_TYPES_H

enum cudaRoundMode {
    cudaRoundNearest = 0,
    cudaRoundZero = 1,
    cudaRoundPosInf = 2,
    cudaRoundMinInf = 3
};

#endif
