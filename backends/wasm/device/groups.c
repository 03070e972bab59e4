/* The schedules for groups: `width` neighbouring threads of a block that one vector program runs.
 *
 * `aligned` runs groups that are whole and lie in one row of the block, `any` all others. `width`, `axes` and the programs
 * are constants where this is inlined.
 */
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

typedef void (*program_t)(thread_t *, u32);
typedef void *(*ramp_t)(thread_t *, u32);

INLINE group_t *group_of(thread_t *t) { return (group_t *)t; }

u32 anywarp_group_threads(thread_t *t) { return group_of(t)->threads; }
const u32 *anywarp_group_indices(thread_t *t, u32 axis) { return group_of(t)->tid[axis]; }
u32 anywarp_groups_are_aligned(const launch_t *launch, u32 width) { return launch->block_dim[0] % width == 0; }

/* The report of a fault reads it, behind the optimiser's back. */
INLINE void say_who_runs(worker_t *worker, u32 thread, u32 threads) {
    *(volatile u32 *)&worker->thread = thread;
    *(volatile u32 *)&worker->threads = threads;
}

/* Makes one thread of the group the one that runs, for what asks. */
void anywarp_become(thread_t *t, u32 lane) {
    group_t *group = group_of(t);
    u32 steps = lane - group->lane;
    group->lane = lane;
    t->index += steps;
    if (group->is_aligned) t->tid[0] += steps;
    else t->tid[0] = group->tid[0][lane], t->tid[1] = group->tid[1][lane], t->tid[2] = group->tid[2][lane];
    say_who_runs(group->worker, t->index, 1);
}

/* All of them run again. */
void anywarp_become_group(thread_t *t) {
    anywarp_become(t, 0);
    say_who_runs(group_of(t)->worker, t->index, group_of(t)->threads);
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

/* Threads that never wait run in any order. Those of neighbouring blocks in one row mostly access what lies in one row of
 * memory too, so rows go through so many blocks. */
enum { STRIP = 64 };

INLINE u32 strip_of(const launch_t *launch, u32 column, u32 blocks) {
    u32 to_edge = launch->grid_dim[0] - column;
    u32 strip = blocks < to_edge ? blocks : to_edge;
    return strip < STRIP ? strip : STRIP;
}

/* Nobody but the program sees the state, unless something asks for the running thread: then it need not be in memory. */
INLINE void run_aligned_groups(const launch_t *launch, worker_t *worker, u32 first, u32 count, program_t program, u32 width,
                               u32 axes, u32 asks) {
    u8 top;
    block_t block;
    group_t group;
    block_from_launch(&block, launch, (u8 *)worker->arena);
    block.stack_top = &top;
    group.thread.block = &block;
    group.worker = worker;
    group.threads = width, group.lane = 0, group.is_aligned = 1;
    if (asks) anywarp_current_thread = &group.thread;
    u32 parameters = launch->parameters;
    u32 nx = launch->block_dim[0], ny = axes > 1 ? launch->block_dim[1] : 1, nz = axes > 2 ? launch->block_dim[2] : 1;
    for (u32 b = first, end = first + count, strip; b != end; b += strip) {
        block_set_index(&block, b);
        u32 column = block.block_idx[0], row = 0;
        strip = ny * nz > 1 ? strip_of(launch, column, end - b) : 1;
        u32 groups = strip * (nx / width);
        for (u32 z = 0; z < nz; z++)
            for (u32 y = 0; y < ny; y++, row += nx)
                for (u32 g = 0, x = 0, s = 0; g < groups; g++) {
                    block.block_idx[0] = column + s;
                    worker->block = b + s;
                    group.thread.tid[0] = x, group.thread.tid[1] = y, group.thread.tid[2] = z;
                    group.thread.index = row + x;
                    say_who_runs(worker, row + x, width);
                    program(&group.thread, parameters);
                    x += width;
                    if (x == nx) x = 0, s++;
                }
    }
}

INLINE void run_any_groups(const launch_t *launch, worker_t *worker, u32 first, u32 count, program_t program, u32 width,
                           u32 axes) {
    u8 top;
    block_t block;
    group_t group;
    block_from_launch(&block, launch, (u8 *)worker->arena);
    block.stack_top = &top;
    group.thread.block = &block;
    group.worker = worker;
    anywarp_current_thread = &group.thread;
    u32 ny = axes > 1 ? launch->block_dim[1] : 1, nz = axes > 2 ? launch->block_dim[2] : 1;
    u32 threads = launch->block_dim[0] * ny * nz;
    for (u32 b = first; b != first + count; b++) {
        block_set_index(&block, b);
        worker->block = b;
        for (u32 index = 0; index < threads; index += width) {
            place(&group, launch, index, threads, width);
            say_who_runs(worker, index, group.threads);
            program(&group.thread, launch->parameters);
        }
    }
}

__attribute__((always_inline)) void anywarp_run_groups(const launch_t *launch, worker_t *worker, u32 first, u32 count,
                                                       program_t aligned, program_t any, u32 width, u32 axes, u32 asks) {
    if (launch->block_dim[0] % width == 0)
        run_aligned_groups(launch, worker, first, count, aligned, width, axes, asks);
    else
        run_any_groups(launch, worker, first, count, any, width, axes);
}

/* A group says that it waits at a barrier of the block. */
void anywarp_group_at_barrier(thread_t *t, u32 id, u32 op, u32 there, u32 said) {
    block_t *block = t->block;
    id %= BARRIERS;
    if (block->waiting++ == 0) block->barrier = id;
    else if (block->barrier != id) block->barrier = BARRIERS;
    block->said += __builtin_popcount(said);
    block->there += __builtin_popcount(there);
    block->op = op;
}

/* The same for a barrier with the id 0 and without a result. */
void anywarp_group_at_plain_barrier(thread_t *t) {
    block_t *block = t->block;
    if (block->waiting++ == 0) block->barrier = 0;
    else if (block->barrier) block->barrier = BARRIERS;
}

u32 anywarp_group_result(const thread_t *t) { return t->block->result; }

/* Lets everybody pass the barrier where all that are left wait. */
INLINE void release(block_t *block, u32 index) {
    if (block->waiting != block->live || block->barrier == BARRIERS) anywarp_fail(FAIL_DEADLOCK, index);
    block->waiting = 0;
    block->result = block->op == BARRIER_POPC  ? block->said
                    : block->op == BARRIER_AND ? block->said == block->there
                                               : block->said != 0;
    block->said = 0, block->there = 0;
}

/* Frames have vectors: their alignment is that of the longest one. */
enum { FRAME_ALIGNMENT = 256 };
INLINE u32 aligned_frame(u32 bytes) { return (bytes + FRAME_ALIGNMENT - 1) & ~(FRAME_ALIGNMENT - 1u); }

u32 anywarp_group_arena_bytes(const launch_t *launch, u32 frame_bytes, u32 width) {
    u32 threads = launch->block_dim[0] * launch->block_dim[1] * launch->block_dim[2];
    u32 groups = (threads + width - 1) / width;
    return shared_bytes(launch) + ((sizeof(block_t) + 63) & ~63u) + groups * (u32)sizeof(group_t) + FRAME_ALIGNMENT +
           groups * aligned_frame(frame_bytes);
}

void *anywarp_group_frame_allocate(u32 bytes) {
    block_t *block = anywarp_current_thread->block;
    u8 *frame = block->frames;
    block->frames += aligned_frame(bytes);
    if (block->frames > block->frames_end) anywarp_fail(FAIL_ARENA_EXHAUSTED, bytes);
    return frame;
}

typedef void (*resume_t)(void *);

/* Runs blocks: each group to its next barrier or to its end, then all pass it. */
INLINE void run_to_barriers(const launch_t *launch, worker_t *worker, u32 first, u32 count, block_t *block,
                            group_t *groups, u32 total, u8 *frames, ramp_t ramp, resume_t resume) {
    for (u32 b = first; b != first + count; b++) {
        block_set_index(block, b);
        worker->block = b;
        block->frames = frames;
        block->live = total;
        for (u32 g = 0; g < total; g++) {
            thread_t *t = &groups[g].thread;
            anywarp_current_thread = t;
            say_who_runs(worker, t->index, groups[g].threads);
            t->state = READY;
            t->coroutine = ramp(t, launch->parameters);
        }
        while (block->live) {
            release(block, b);
            for (u32 g = 0; g < total; g++) {
                thread_t *t = &groups[g].thread;
                if (t->state == EXITED) continue;
                anywarp_current_thread = t;
                say_who_runs(worker, t->index, groups[g].threads);
                resume(t->coroutine);
            }
        }
    }
}

/* Groups that wait at barriers are coroutines. */
__attribute__((always_inline)) void anywarp_run_group_coroutines(const launch_t *launch, worker_t *worker, u32 first,
                                                                 u32 count, ramp_t aligned, resume_t resume_aligned,
                                                                 ramp_t any, resume_t resume_any, u32 width) {
    u8 top;
    u8 *arena = (u8 *)worker->arena;
    block_t *block = (block_t *)(arena + shared_bytes(launch));
    block_from_launch(block, launch, arena);
    block->stack_top = &top;
    block->threads = 0, block->thread_count = 0;
    block->waiting = 0, block->said = 0, block->there = 0, block->op = BARRIER_PLAIN;
    u32 threads = launch->block_dim[0] * launch->block_dim[1] * launch->block_dim[2];
    u32 total = (threads + width - 1) / width;
    group_t *groups = (group_t *)(((u32)(block + 1) + 63) & ~63u);
    u8 *frames = (u8 *)aligned_frame((u32)(groups + total));
    block->frames_end = arena + worker->arena_bytes;
    for (u32 g = 0; g < total; g++) {
        groups[g].thread.block = block;
        groups[g].worker = worker;
        place(&groups[g], launch, g * width, threads, width);
    }
    if (launch->block_dim[0] % width == 0)
        run_to_barriers(launch, worker, first, count, block, groups, total, frames, aligned, resume_aligned);
    else
        run_to_barriers(launch, worker, first, count, block, groups, total, frames, any, resume_any);
}
