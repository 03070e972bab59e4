/* Copies and fills, which LLVM's wasm backend calls.
 *
 * wasm's own instructions (`memory.copy`, `memory.fill`) run in native code of the engine: an access to an inaccessible
 * page there ends the process, and no source line could be told. These loops trap like any other access. */
#include "abi.h"

typedef u8 v16 __attribute__((vector_size(16), aligned(1), may_alias));

void *memcpy(void *restrict to, const void *restrict from, u32 bytes) {
    u8 *target = to;
    const u8 *source = from;
    u32 i = 0;
    for (; bytes - i >= 16; i += 16)
        *(v16 *)(target + i) = *(const v16 *)(source + i);
    for (; i < bytes; i++)
        target[i] = source[i];
    return to;
}

void *memmove(void *to, const void *from, u32 bytes) {
    u8 *target = to;
    const u8 *source = from;
    /* Forwards also reads before it overwrites unless the target begins inside the source. */
    if ((u32)target - (u32)source >= bytes) {
        u32 i = 0;
        for (; bytes - i >= 16; i += 16)
            *(v16 *)(target + i) = *(const v16 *)(source + i);
        for (; i < bytes; i++)
            target[i] = source[i];
        return to;
    }
    while (bytes >= 16) {
        bytes -= 16;
        *(v16 *)(target + bytes) = *(const v16 *)(source + bytes);
    }
    while (bytes > 0) {
        bytes--;
        target[bytes] = source[bytes];
    }
    return to;
}

void *memset(void *to, int value, u32 bytes) {
    u8 *target = to;
    u8 byte = (u8)value;
    v16 vector = {byte, byte, byte, byte, byte, byte, byte, byte, byte, byte, byte, byte, byte, byte, byte, byte};
    u32 i = 0;
    for (; bytes - i >= 16; i += 16)
        *(v16 *)(target + i) = vector;
    for (; i < bytes; i++)
        target[i] = byte;
    return to;
}
