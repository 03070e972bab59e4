/* The schedules for groups that never wait, and what their programs ask.
 *
 * `aligned` runs groups that are whole and lie in one row of the block, `any` all others. `width`, `axes` and the programs
 * are constants where this is inlined.
 */
#include "groups.h"

typedef void (*program_t)(thread_t *, u32);

u32 anywarp_group_threads(thread_t *t) { return group_of(t)->threads; }
const u32 *anywarp_group_indices(thread_t *t, u32 axis) { return group_of(t)->tid[axis]; }
u32 anywarp_groups_are_aligned(const launch_t *launch, u32 width) { return launch->block_dim[0] % width == 0; }

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
