/* Structures that images and the runtime share; artifact/src/wasm.rs is the definition, this is its C spelling. */
#pragma once

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;

/* A wasm global instead of memory: one per instance, so one per worker. */
#define WASM_GLOBAL __attribute__((address_space(1)))
#define INLINE static inline __attribute__((always_inline))

typedef struct {
    u32 grid_dim[3];
    u32 block_dim[3];
    u32 parameters;
    u32 static_shared_bytes;
    u32 dynamic_shared_bytes;
    u32 reserved[7];
} launch_t;
_Static_assert(sizeof(launch_t) == 64, "artifact::wasm::Launch");

typedef struct {
    u32 arena;
    u32 arena_bytes;
    u32 block;
    u32 thread;
    u32 threads;
    u32 reserved[11];
} worker_t;
_Static_assert(sizeof(worker_t) == 64, "artifact::wasm::Worker");

/* artifact::wasm::Failure */
enum { FAIL_TRAP = 1, FAIL_DEADLOCK = 2, FAIL_ARENA_EXHAUSTED = 3, FAIL_ASSERT = 4 };

/* artifact::wasm::Clock */
enum { CLOCK_CYCLES = 0, CLOCK_NANOSECONDS = 1 };

__attribute__((import_module("env"), import_name("clock"))) u64 anywarp_read_clock(u32 clock);

/* Ends the kernel; never returns. */
__attribute__((import_module("env"), import_name("fail"), noreturn)) void anywarp_fail(u32 reason, u32 argument);
