/* The schedule for threads that never wait for each other: one after the other, each to its end. */
#include "context.h"

/* `thread` and `axes` are constants where this is inlined, so the whole block becomes one loop nest around its body. Of the
 * threads that differ in other axes than the first `axes` only those with coordinate 0 run. */
INLINE void run(const launch_t *launch, worker_t *worker, u32 first, u32 count, block_t *block, thread_t *t, u32 axes,
                void (*thread)(thread_t *, u32)) {
    u8 top;
    block_from_launch(block, launch, (u8 *)worker->arena);
    block->stack_top = &top;
    t->block = block;
    worker->threads = 1;
    u32 parameters = launch->parameters;
    u32 nx = launch->block_dim[0], ny = axes > 1 ? launch->block_dim[1] : 1, nz = axes > 2 ? launch->block_dim[2] : 1;
    for (u32 b = first; b != first + count; b++) {
        block_set_index(block, b);
        worker->block = b;
        u32 index = 0;
        for (u32 z = 0; z < nz; z++) {
            t->tid[2] = z;
            for (u32 y = 0; y < ny; y++) {
                t->tid[1] = y;
                for (u32 x = 0; x < nx; x++) {
                    t->tid[0] = x;
                    t->index = index;
                    /* The report of a fault reads it, behind the optimiser's back. */
                    *(volatile u32 *)&worker->thread = index++;
                    thread(t, parameters);
                }
            }
        }
    }
}

/* For kernels in which nothing but the kernel itself asks who the thread is: `t` then lives in registers. */
__attribute__((always_inline)) void anywarp_run_leaf(const launch_t *launch, worker_t *worker, u32 first, u32 count,
                                                     void (*thread)(thread_t *, u32)) {
    block_t block;
    thread_t t;
    run(launch, worker, first, count, &block, &t, 3, thread);
}

/* For such kernels whose threads do the same whatever their y and z are. */
__attribute__((always_inline)) void anywarp_run_rows(const launch_t *launch, worker_t *worker, u32 first, u32 count,
                                                     void (*thread)(thread_t *, u32)) {
    block_t block;
    thread_t t;
    run(launch, worker, first, count, &block, &t, 1, thread);
}

/* For such kernels whose threads do the same whatever their z is. */
__attribute__((always_inline)) void anywarp_run_planes(const launch_t *launch, worker_t *worker, u32 first, u32 count,
                                                       void (*thread)(thread_t *, u32)) {
    block_t block;
    thread_t t;
    run(launch, worker, first, count, &block, &t, 2, thread);
}

__attribute__((always_inline)) void anywarp_run_loop(const launch_t *launch, worker_t *worker, u32 first, u32 count,
                                                     void (*thread)(thread_t *, u32)) {
    block_t block;
    thread_t t;
    anywarp_current_thread = &t;
    run(launch, worker, first, count, &block, &t, 3, thread);
}

u32 anywarp_loop_arena_bytes(const launch_t *launch) { return shared_bytes(launch); }
