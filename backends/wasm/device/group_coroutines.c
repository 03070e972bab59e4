/* The schedule for groups that wait at barriers: each is a coroutine. */
#include "groups.h"

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

u32 anywarp_group_arena_bytes(const launch_t *launch, u32 frame_bytes, u32 width) {
    u32 threads = launch->block_dim[0] * launch->block_dim[1] * launch->block_dim[2];
    u32 groups = (threads + width - 1) / width;
    return shared_bytes(launch) + ((sizeof(block_t) + 63) & ~63u) + groups * (u32)sizeof(group_t) + FRAME_ALIGNMENT +
           groups * aligned_frame(frame_bytes);
}

/* Where the coroutine of a group has its frame of so many bytes. */
void *anywarp_group_frame(const thread_t *t, u32 bytes) { return t->coroutine; }

typedef void (*resume_t)(void *);

typedef void *(*ramp_t)(thread_t *, u32);

/* Runs blocks: each group to its next barrier or to its end, then all pass it. */
INLINE void run_to_barriers(const launch_t *launch, worker_t *worker, u32 first, u32 count, block_t *block,
                            group_t *groups, u32 total, ramp_t ramp, resume_t resume) {
    for (u32 b = first; b != first + count; b++) {
        block_set_index(block, b);
        worker->block = b;
        block->live = total;
        for (u32 g = 0; g < total; g++) {
            thread_t *t = &groups[g].thread;
            anywarp_current_thread = t;
            say_who_runs(worker, t->index, groups[g].threads);
            t->state = READY;
            ramp(t, launch->parameters);
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

__attribute__((always_inline)) void anywarp_run_group_coroutines(const launch_t *launch, worker_t *worker, u32 first,
                                                                 u32 count, ramp_t aligned, resume_t resume_aligned,
                                                                 ramp_t any, resume_t resume_any, u32 width,
                                                                 u32 frame_bytes) {
    u8 top;
    block_t *block = block_in_arena(launch, worker, &top);
    block->waiting = 0, block->said = 0, block->there = 0, block->op = BARRIER_PLAIN;
    group_t *groups = groups_behind(block);
    u32 total = place_groups(groups, launch, worker, block, width, frame_bytes);
    if (launch->block_dim[0] % width == 0)
        run_to_barriers(launch, worker, first, count, block, groups, total, aligned, resume_aligned);
    else
        run_to_barriers(launch, worker, first, count, block, groups, total, any, resume_any);
}
