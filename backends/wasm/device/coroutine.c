/* The schedule for threads that wait for each other: each thread is a coroutine.
 *
 * A block is run in rounds. In a round every warp runs until none of its lanes can go on: ready lanes are resumed
 * until they wait, and warp operations that are complete release their lanes. Barriers of the block are looked at
 * between rounds. Lanes that yielded (spin loops) become ready again in the next round, so whoever they wait for
 * runs in between. A round in which nobody can run and nothing is released is a deadlock.
 */
#include "context.h"
#include "wait.h"

INLINE u8 *align64(u8 *p) { return (u8 *)(((u32)p + 63) & ~63u); }

/* `frame_bytes` is what LLVM's CoroSplit made of the kernel's thread function; `nested_bytes` is room per thread
 * for frames of called coroutines. */
u32 anywarp_coroutine_arena_bytes(const launch_t *launch, u32 frame_bytes, u32 nested_bytes) {
    u32 threads = launch->block_dim[0] * launch->block_dim[1] * launch->block_dim[2];
    u32 frame = ((frame_bytes + 15) & ~15u) + 16;
    return shared_bytes(launch) + ((sizeof(block_t) + 63) & ~63u) + ((threads * sizeof(thread_t) + 63) & ~63u) +
           threads * (frame + nested_bytes) + 64;
}

/* A coroutine's frame; every frame has a header that remembers its size. */
void *anywarp_frame_allocate(u32 bytes) {
    block_t *block = anywarp_current_thread->block;
    bytes = (bytes + 15) & ~15u;
    for (free_frame_t **link = &block->free_frames; *link; link = &(*link)->next) {
        if ((*link)->bytes == bytes) {
            free_frame_t *frame = *link;
            *link = frame->next;
            return (u8 *)frame + 16;
        }
    }
    if ((u32)(block->frames_end - block->frames) < bytes + 16) anywarp_fail(FAIL_ARENA_EXHAUSTED, bytes);
    free_frame_t *frame = (free_frame_t *)block->frames;
    block->frames += bytes + 16;
    frame->bytes = bytes;
    return (u8 *)frame + 16;
}

void anywarp_frame_free(void *memory) {
    block_t *block = anywarp_current_thread->block;
    free_frame_t *frame = (free_frame_t *)((u8 *)memory - 16);
    frame->next = block->free_frames;
    block->free_frames = frame;
}

/* A suspended switched-resume coroutine begins with its resume function (LLVM, Coroutines: "coroutine frame"). */
INLINE void resume(void *coroutine) { (*(void (**)(void *))coroutine)(coroutine); }

typedef void *(*ramp_t)(thread_t *, u32);

static void init_threads(block_t *block, const launch_t *launch) {
    u32 index = 0;
    for (u32 z = 0; z < launch->block_dim[2]; z++)
        for (u32 y = 0; y < launch->block_dim[1]; y++)
            for (u32 x = 0; x < launch->block_dim[0]; x++, index++) {
                thread_t *t = &block->threads[index];
                t->tid[0] = x, t->tid[1] = y, t->tid[2] = z;
                t->index = index;
                t->block = block;
                t->coroutine = 0;
                t->state = READY;
            }
}

/* Runs every ready lane of a warp until it waits; true if one ran. */
static int run_ready(block_t *block, worker_t *worker, u32 first, u32 lanes, ramp_t ramp, u32 parameters) {
    int ran = 0;
    for (u32 lane = 0; lane < lanes; lane++) {
        thread_t *t = &block->threads[first + lane];
        if (t->state != READY) continue;
        ran = 1;
        anywarp_current_thread = t;
        *(volatile u32 *)&worker->thread = t->index;
        if (t->coroutine) {
            resume(t->coroutine);
        } else {
            t->coroutine = ramp(t, parameters);
        }
    }
    return ran;
}

static int run_warp(block_t *block, worker_t *worker, u32 first, ramp_t ramp, u32 parameters) {
    u32 lanes = block->thread_count - first;
    if (lanes > WARP_SIZE) lanes = WARP_SIZE;
    thread_t *warp = &block->threads[first];
    int ran = 0;
    for (u32 lane = 0; lane < lanes; lane++)
        if (warp[lane].state == YIELDED) warp[lane].state = READY;
    while (run_ready(block, worker, first, lanes, ramp, parameters) | anywarp_complete_warp_operations(warp, lanes)) ran = 1;
    return ran;
}

void anywarp_run_coroutines(const launch_t *launch, worker_t *worker, u32 first, u32 count, ramp_t ramp) {
    u8 *arena = (u8 *)worker->arena;
    u8 *shared = arena;
    block_t *block = (block_t *)(arena + shared_bytes(launch));
    u8 top;
    block_from_launch(block, launch, shared);
    block->stack_top = &top;
    worker->threads = 1;
    block->threads = (thread_t *)align64((u8 *)(block + 1));
    block->thread_count = launch->block_dim[0] * launch->block_dim[1] * launch->block_dim[2];
    u8 *frames = align64((u8 *)(block->threads + block->thread_count));
    block->frames_end = arena + worker->arena_bytes;
    for (u32 b = first; b != first + count; b++) {
        block_set_index(block, b);
        worker->block = b;
        block->frames = frames;
        block->free_frames = 0;
        block->live = block->thread_count;
        for (int i = 0; i < BARRIERS; i++) block->arrived[i] = 0;
        init_threads(block, launch);
        while (block->live) {
            int progress = 0;
            for (u32 warp = 0; warp < block->thread_count; warp += WARP_SIZE)
                progress |= run_warp(block, worker, warp, ramp, launch->parameters);
            progress |= anywarp_release_barriers(block);
            if (!progress) anywarp_fail(FAIL_DEADLOCK, b);
        }
    }
}
