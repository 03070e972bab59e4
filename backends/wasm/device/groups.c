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
    u32 tid[3][WARP_SIZE]; /* unless it is aligned */
} group_t;

typedef void (*program_t)(thread_t *, u32);
typedef void *(*ramp_t)(thread_t *, u32);

INLINE group_t *group_of(thread_t *t) { return (group_t *)t; }

u32 anywarp_group_threads(thread_t *t) { return group_of(t)->threads; }
const u32 *anywarp_group_indices(thread_t *t, u32 axis) { return group_of(t)->tid[axis]; }
u32 anywarp_groups_are_aligned(const launch_t *launch, u32 width) { return launch->block_dim[0] % width == 0; }

/* Makes one thread of the group the one that runs, for what asks; the first one when all run again. */
void anywarp_become(thread_t *t, u32 lane) {
    group_t *group = group_of(t);
    u32 steps = lane - group->lane;
    group->lane = lane;
    t->index += steps;
    if (group->is_aligned) t->tid[0] += steps;
    else t->tid[0] = group->tid[0][lane], t->tid[1] = group->tid[1][lane], t->tid[2] = group->tid[2][lane];
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

__attribute__((always_inline)) void anywarp_run_groups(const launch_t *launch, worker_t *worker, u32 first, u32 count,
                                                       program_t aligned, program_t any, u32 width, u32 axes) {
    u8 top;
    block_t block;
    group_t group;
    block_from_launch(&block, launch, (u8 *)worker->arena);
    block.stack_top = &top;
    group.thread.block = &block;
    anywarp_current_thread = &group.thread;
    u32 parameters = launch->parameters;
    u32 nx = launch->block_dim[0], ny = axes > 1 ? launch->block_dim[1] : 1, nz = axes > 2 ? launch->block_dim[2] : 1;
    u32 is_aligned = nx % width == 0, threads = nx * ny * nz;
    for (u32 b = first; b != first + count; b++) {
        block_set_index(&block, b);
        worker->block = b;
        if (is_aligned) {
            u32 index = 0;
            group.threads = width, group.lane = 0, group.is_aligned = 1;
            for (u32 z = 0; z < nz; z++)
                for (u32 y = 0; y < ny; y++)
                    for (u32 x = 0; x < nx; x += width) {
                        group.thread.tid[0] = x, group.thread.tid[1] = y, group.thread.tid[2] = z;
                        group.thread.index = index;
                        *(volatile u32 *)&worker->thread = index;
                        index += width;
                        aligned(&group.thread, parameters);
                    }
        } else {
            for (u32 index = 0; index < threads; index += width) {
                place(&group, launch, index, threads, width);
                *(volatile u32 *)&worker->thread = index;
                any(&group.thread, parameters);
            }
        }
    }
}

/* A group says that it waits at a barrier of the block. */
void anywarp_group_at_barrier(thread_t *t, u32 id, u32 op, u32 there, u32 said) {
    t->state = AT_BARRIER;
    t->mask = id % BARRIERS;
    t->op = op;
    t->operand = __builtin_popcount(said);
    t->expected = __builtin_popcount(there);
}

INLINE u32 group_frame(u32 frame_bytes) { return (frame_bytes + 16 + 63) & ~63u; }

u32 anywarp_group_arena_bytes(const launch_t *launch, u32 frame_bytes, u32 width) {
    u32 threads = launch->block_dim[0] * launch->block_dim[1] * launch->block_dim[2];
    u32 groups = (threads + width - 1) / width;
    return shared_bytes(launch) + ((sizeof(block_t) + 63) & ~63u) + ((groups * (u32)sizeof(group_t) + 63) & ~63u) +
           groups * group_frame(frame_bytes) + 128;
}

INLINE void resume(void *coroutine) { (*(void (**)(void *))coroutine)(coroutine); }

/* Lets everybody pass the barrier where all that are left wait. */
static void release(group_t *groups, u32 count, u32 block) {
    u32 id = ~0u, said = 0, there = 0;
    for (u32 g = 0; g < count; g++) {
        const thread_t *t = &groups[g].thread;
        if (t->state == EXITED) continue;
        if (id == ~0u) id = t->mask;
        if (t->mask != id) anywarp_fail(FAIL_DEADLOCK, block);
        said += (u32)t->operand, there += t->expected;
    }
    for (u32 g = 0; g < count; g++) {
        thread_t *t = &groups[g].thread;
        if (t->state == EXITED) continue;
        t->result = t->op == BARRIER_POPC ? said : t->op == BARRIER_AND ? said == there : said != 0;
        t->state = READY;
    }
}

/* Groups that wait at barriers are coroutines: each runs to its next barrier or to its end, then all pass it. */
__attribute__((always_inline)) void anywarp_run_group_coroutines(const launch_t *launch, worker_t *worker, u32 first,
                                                                 u32 count, ramp_t aligned, ramp_t any, u32 width) {
    u8 top;
    u8 *arena = (u8 *)worker->arena;
    block_t *block = (block_t *)(arena + shared_bytes(launch));
    block_from_launch(block, launch, arena);
    block->stack_top = &top;
    block->threads = 0, block->thread_count = 0;
    u32 threads = launch->block_dim[0] * launch->block_dim[1] * launch->block_dim[2];
    u32 total = (threads + width - 1) / width;
    group_t *groups = (group_t *)(((u32)(block + 1) + 63) & ~63u);
    u8 *frames = (u8 *)(((u32)(groups + total) + 63) & ~63u);
    block->frames_end = arena + worker->arena_bytes;
    ramp_t ramp = launch->block_dim[0] % width == 0 ? aligned : any;
    for (u32 g = 0; g < total; g++) {
        groups[g].thread.block = block;
        place(&groups[g], launch, g * width, threads, width);
    }
    for (u32 b = first; b != first + count; b++) {
        block_set_index(block, b);
        worker->block = b;
        block->frames = frames;
        block->free_frames = 0;
        block->live = total;
        for (u32 g = 0; g < total; g++) {
            thread_t *t = &groups[g].thread;
            anywarp_current_thread = t;
            *(volatile u32 *)&worker->thread = t->index;
            t->state = READY;
            t->coroutine = ramp(t, launch->parameters);
        }
        while (block->live) {
            release(groups, total, b);
            for (u32 g = 0; g < total; g++) {
                thread_t *t = &groups[g].thread;
                if (t->state != READY) continue;
                anywarp_current_thread = t;
                *(volatile u32 *)&worker->thread = t->index;
                resume(t->coroutine);
            }
        }
    }
}
