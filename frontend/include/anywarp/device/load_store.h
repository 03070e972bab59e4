// Loads and stores with a cache hint: __ldg, __ldcg … __stwt, for every type that CUDA lists.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA C++ Programming Guide, "Load/Store Functions Using Cache Hints". A hint has no effect on the value: they are
// plain accesses of the type's full width, except __ldcv and __stwt, which go to memory every time.
#ifndef ANYWARP_DEVICE_LOAD_STORE_H
#define ANYWARP_DEVICE_LOAD_STORE_H

#define ANYWARP_HINTS(T) \
    ANYWARP_DEVICE T __ldg(const T *p) { return *p; } \
    ANYWARP_DEVICE T __ldca(const T *p) { return *p; } \
    ANYWARP_DEVICE T __ldcg(const T *p) { return *p; } \
    ANYWARP_DEVICE T __ldcs(const T *p) { return *p; } \
    ANYWARP_DEVICE T __ldlu(const T *p) { return *p; } \
    ANYWARP_DEVICE void __stwb(T *p, T value) { *p = value; } \
    ANYWARP_DEVICE void __stcg(T *p, T value) { *p = value; } \
    ANYWARP_DEVICE void __stcs(T *p, T value) { *p = value; }

#define ANYWARP_SCALAR(T) \
    ANYWARP_HINTS(T) \
    ANYWARP_DEVICE T __ldcv(const T *p) { return *(const volatile T *)p; } \
    ANYWARP_DEVICE void __stwt(T *p, T value) { *(volatile T *)p = value; }

// Element by element: a class has no volatile copy.
#define ANYWARP_VECTOR2(T, E) \
    ANYWARP_HINTS(T) \
    ANYWARP_DEVICE T __ldcv(const T *p) { \
        T value; \
        value.x = *(const volatile E *)&p->x; \
        value.y = *(const volatile E *)&p->y; \
        return value; \
    } \
    ANYWARP_DEVICE void __stwt(T *p, T value) { \
        *(volatile E *)&p->x = value.x; \
        *(volatile E *)&p->y = value.y; \
    }
#define ANYWARP_VECTOR4(T, E) \
    ANYWARP_HINTS(T) \
    ANYWARP_DEVICE T __ldcv(const T *p) { \
        T value; \
        value.x = *(const volatile E *)&p->x; \
        value.y = *(const volatile E *)&p->y; \
        value.z = *(const volatile E *)&p->z; \
        value.w = *(const volatile E *)&p->w; \
        return value; \
    } \
    ANYWARP_DEVICE void __stwt(T *p, T value) { \
        *(volatile E *)&p->x = value.x; \
        *(volatile E *)&p->y = value.y; \
        *(volatile E *)&p->z = value.z; \
        *(volatile E *)&p->w = value.w; \
    }

ANYWARP_SCALAR(char)
ANYWARP_SCALAR(signed char)
ANYWARP_SCALAR(unsigned char)
ANYWARP_SCALAR(short)
ANYWARP_SCALAR(unsigned short)
ANYWARP_SCALAR(int)
ANYWARP_SCALAR(unsigned int)
ANYWARP_SCALAR(long)
ANYWARP_SCALAR(unsigned long)
ANYWARP_SCALAR(long long)
ANYWARP_SCALAR(unsigned long long)
ANYWARP_SCALAR(float)
ANYWARP_SCALAR(double)

ANYWARP_VECTOR2(char2, signed char)
ANYWARP_VECTOR2(uchar2, unsigned char)
ANYWARP_VECTOR2(short2, short)
ANYWARP_VECTOR2(ushort2, unsigned short)
ANYWARP_VECTOR2(int2, int)
ANYWARP_VECTOR2(uint2, unsigned int)
ANYWARP_VECTOR2(longlong2, long long)
ANYWARP_VECTOR2(ulonglong2, unsigned long long)
ANYWARP_VECTOR2(float2, float)
ANYWARP_VECTOR2(double2, double)
ANYWARP_VECTOR4(char4, signed char)
ANYWARP_VECTOR4(uchar4, unsigned char)
ANYWARP_VECTOR4(short4, short)
ANYWARP_VECTOR4(ushort4, unsigned short)
ANYWARP_VECTOR4(int4, int)
ANYWARP_VECTOR4(uint4, unsigned int)
ANYWARP_VECTOR4(float4, float)

#undef ANYWARP_HINTS
#undef ANYWARP_SCALAR
#undef ANYWARP_VECTOR2
#undef ANYWARP_VECTOR4

#endif
