/* Special registers and address windows, inlined into compiled code. `t` is the running thread. */
#include "context.h"

thread_t *WASM_GLOBAL anywarp_current_thread;
extern const u32 WASM_GLOBAL image_base;
extern const u64 WASM_GLOBAL memory_base;

thread_t *anywarp_current(void) { return anywarp_current_thread; }

u32 anywarp_tid_x(const thread_t *t) { return t->tid[0]; }
u32 anywarp_tid_y(const thread_t *t) { return t->tid[1]; }
u32 anywarp_tid_z(const thread_t *t) { return t->tid[2]; }
u32 anywarp_ntid_x(const thread_t *t) { return t->block->block_dim[0]; }
u32 anywarp_ntid_y(const thread_t *t) { return t->block->block_dim[1]; }
u32 anywarp_ntid_z(const thread_t *t) { return t->block->block_dim[2]; }
u32 anywarp_ctaid_x(const thread_t *t) { return t->block->block_idx[0]; }
u32 anywarp_ctaid_y(const thread_t *t) { return t->block->block_idx[1]; }
u32 anywarp_ctaid_z(const thread_t *t) { return t->block->block_idx[2]; }
u32 anywarp_nctaid_x(const thread_t *t) { return t->block->grid_dim[0]; }
u32 anywarp_nctaid_y(const thread_t *t) { return t->block->grid_dim[1]; }
u32 anywarp_nctaid_z(const thread_t *t) { return t->block->grid_dim[2]; }

u32 anywarp_laneid(const thread_t *t) { return t->index % WARP_SIZE; }
u32 anywarp_warpid(const thread_t *t) { return t->index / WARP_SIZE; }
u32 anywarp_nwarpid(const thread_t *t) {
    u32 threads = t->block->block_dim[0] * t->block->block_dim[1] * t->block->block_dim[2];
    return (threads + WARP_SIZE - 1) / WARP_SIZE;
}
u32 anywarp_lanemask_eq(const thread_t *t) { return 1u << anywarp_laneid(t); }
u32 anywarp_lanemask_lt(const thread_t *t) { return anywarp_lanemask_eq(t) - 1; }
u32 anywarp_lanemask_le(const thread_t *t) { return anywarp_lanemask_lt(t) | anywarp_lanemask_eq(t); }
u32 anywarp_lanemask_gt(const thread_t *t) { return ~anywarp_lanemask_le(t); }
u32 anywarp_lanemask_ge(const thread_t *t) { return ~anywarp_lanemask_lt(t); }
u32 anywarp_dynamic_shared_bytes(const thread_t *t) { return t->block->dynamic_shared_bytes; }
u32 anywarp_total_shared_bytes(const thread_t *t) {
    return (u32)(t->block->dynamic_shared - t->block->shared) + t->block->dynamic_shared_bytes;
}

u32 anywarp_clock(const thread_t *) { return (u32)anywarp_read_clock(CLOCK_CYCLES); }
u64 anywarp_clock64(const thread_t *) { return anywarp_read_clock(CLOCK_CYCLES); }
u64 anywarp_globaltimer(const thread_t *) { return anywarp_read_clock(CLOCK_NANOSECONDS); }
u32 anywarp_globaltimer_lo(const thread_t *) { return (u32)anywarp_read_clock(CLOCK_NANOSECONDS); }

u8 *anywarp_shared(const thread_t *t) { return t->block->shared; }
u8 *anywarp_dynamic_shared(const thread_t *t) { return t->block->dynamic_shared; }

/* Where an address points. Local memory is in frames of coroutines and on the stack of the thread
   that runs. */
u32 anywarp_isspacep_shared(const thread_t *t, const u8 *p) {
    return p >= t->block->shared && p < t->block->dynamic_shared + t->block->dynamic_shared_bytes;
}
u32 anywarp_isspacep_local(const thread_t *t, const u8 *p) {
    u8 *volatile here;
    const u8 *deepest = (const u8 *)&here;
    return (p >= deepest && p < t->block->stack_top) || (p >= (u8 *)(t->block->threads + t->block->thread_count) && p < t->block->frames_end);
}
u32 anywarp_isspacep_global(const thread_t *t, const u8 *p) {
    return !anywarp_isspacep_shared(t, p) && !anywarp_isspacep_local(t, p);
}

u8 *anywarp_image(void) { return (u8 *)image_base; }

/* A pointer as device memory holds it: the host's address, null being null. */
u64 anywarp_widen(const void *p) { return p ? memory_base | (u64)(u32)p : 0; }
