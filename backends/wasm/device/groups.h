/* Groups: `width` neighbouring threads of a block that one vector program runs. */
#pragma once
#include "context.h"

/* A group as its program sees it; `thread` is its first one. */
typedef struct {
    thread_t thread;
    u32 threads; /* how many of its threads there are */
    u32 lane;    /* the one that runs alone; otherwise 0 */
    u32 is_aligned;
    worker_t *worker;
    u32 tid[3][WARP_SIZE]; /* unless it is aligned */
} group_t;

INLINE group_t *group_of(thread_t *t) { return (group_t *)t; }

/* The report of a fault reads it, behind the optimiser's back. */
INLINE void say_who_runs(worker_t *worker, u32 thread, u32 threads) {
    *(volatile u32 *)&worker->thread = thread;
    *(volatile u32 *)&worker->threads = threads;
}

INLINE void place(group_t *group, const launch_t *launch, u32 index, u32 threads, u32 width) {
    u32 nx = launch->block_dim[0], ny = launch->block_dim[1];
    u32 row = index / nx;
    u32 x = index - row * nx, z = row / ny, y = row - z * ny;
    group->thread.tid[0] = x, group->thread.tid[1] = y, group->thread.tid[2] = z;
    group->thread.index = index;
    group->lane = 0;
    group->is_aligned = nx % width == 0;
    group->threads = threads - index < width ? threads - index : width;
    for (u32 lane = 0; lane < width; lane++) {
        group->tid[0][lane] = x, group->tid[1][lane] = y, group->tid[2][lane] = z;
        if (++x == nx) {
            x = 0;
            if (++y == ny) y = 0, z++;
        }
    }
}

/* Frames have vectors: their alignment is that of the longest one. */
enum { FRAME_ALIGNMENT = 256 };
INLINE u32 aligned_frame(u32 bytes) { return (bytes + FRAME_ALIGNMENT - 1) & ~(FRAME_ALIGNMENT - 1u); }

/* The groups of a block that waits at barriers, each with a frame of `frame_bytes`. */
INLINE u32 place_groups(group_t *groups, const launch_t *launch, worker_t *worker, block_t *block, u32 width,
                        u32 frame_bytes) {
    u32 threads = launch->block_dim[0] * launch->block_dim[1] * launch->block_dim[2];
    u32 total = (threads + width - 1) / width;
    u8 *frames = (u8 *)aligned_frame((u32)(groups + total));
    for (u32 g = 0; g < total; g++) {
        groups[g].thread.block = block;
        groups[g].thread.coroutine = frames + g * aligned_frame(frame_bytes);
        groups[g].worker = worker;
        place(&groups[g], launch, g * width, threads, width);
    }
    return total;
}

/* The block of a launch behind its shared memory in the arena; its groups follow. */
INLINE block_t *block_in_arena(const launch_t *launch, worker_t *worker, u8 *top) {
    u8 *arena = (u8 *)worker->arena;
    block_t *block = (block_t *)(arena + shared_bytes(launch));
    block_from_launch(block, launch, arena);
    block->stack_top = top;
    block->threads = 0, block->thread_count = 0;
    return block;
}

INLINE group_t *groups_behind(block_t *block) { return (group_t *)(((u32)(block + 1) + 63) & ~63u); }

/* What a launch needs as scratch memory. */
u32 anywarp_group_arena_bytes(const launch_t *launch, u32 frame_bytes, u32 width);
