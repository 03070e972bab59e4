/* The schedule for groups that only wait in `__syncthreads()`.
 *
 * What lies between one barrier and the next ones is a region, and a loop over the groups. Regions tell where their groups are
 * then: behind which suspension they go on, or ENDED. Nobody is counted at barriers: the groups of a block have all run until
 * they wait, or have ended, and all who wait do so at the same barrier, wherever in the program.
 */
#include "groups.h"

/* Where groups are that are not all in one place; what form_regions.rs says of a group that has ended. */
static const u32 MIXED = ~0u, ENDED = ~1u;

typedef u32 (*begin_t)(thread_t *, u32);
typedef u32 (*region_t)(void *);
typedef u32 (*start_t)(group_t *, u32, u32);
typedef u32 (*step_t)(group_t *, u32, u32, u32);

/* One place for all, as far as they are in one. */
typedef struct {
    u32 some, every;
} places_t;

static const places_t NOWHERE = {0, ~0u};
INLINE places_t add_place(places_t places, u32 place) { return (places_t){places.some | place, places.every & place}; }
INLINE u32 one_of(places_t places) { return places.some == places.every ? places.some : MIXED; }

/* Whole groups all have the same number of threads, which was said once. */
INLINE void say_which(const group_t *group, u32 aligned) {
    if (!aligned) *(volatile u32 *)&group->worker->threads = group->threads;
    *(volatile u32 *)&group->worker->thread = group->thread.index;
}

__attribute__((always_inline)) u32 anywarp_start_groups(group_t *groups, u32 total, u32 parameters, begin_t begin,
                                                        u32 aligned) {
    places_t places = NOWHERE;
    for (u32 g = 0; g < total; g++) {
        anywarp_current_thread = &groups[g].thread;
        say_which(&groups[g], aligned);
        places = add_place(places, begin(&groups[g].thread, parameters));
    }
    return one_of(places);
}

__attribute__((always_inline)) u32 anywarp_run_region(group_t *groups, u32 first, u32 end, region_t region, u32 aligned) {
    places_t places = NOWHERE;
    for (u32 g = first; g < end; g++) {
        anywarp_current_thread = &groups[g].thread;
        say_which(&groups[g], aligned);
        places = add_place(places, region(groups[g].thread.coroutine));
    }
    return one_of(places);
}

/* Each group goes on where it is. */
static __attribute__((noinline)) u32 step_each(group_t *groups, u32 total, step_t step, region_t where) {
    places_t places = NOWHERE;
    for (u32 g = 0; g < total; g++) {
        u32 place = where(groups[g].thread.coroutine);
        places = add_place(places, place == ENDED ? ENDED : step(groups, g, g + 1, place));
    }
    return one_of(places);
}

INLINE void run_regions(const launch_t *launch, worker_t *worker, u32 first, u32 count, block_t *block, group_t *groups,
                        u32 total, start_t start, step_t step, region_t where) {
    for (u32 b = first; b != first + count; b++) {
        block_set_index(block, b);
        worker->block = b;
        u32 place = start(groups, total, launch->parameters);
        while (place != ENDED) place = place == MIXED ? step_each(groups, total, step, where) : step(groups, 0, total, place);
    }
}

/* Rows of a block may be made of longer groups, which there are fewer of. */
INLINE u32 can_be_wide(const launch_t *launch, u32 wide) { return launch->block_dim[0] % wide == 0; }

u32 anywarp_region_arena_bytes(const launch_t *launch, u32 frame_bytes, u32 width, u32 wide_frame_bytes, u32 wide) {
    return can_be_wide(launch, wide) ? anywarp_group_arena_bytes(launch, wide_frame_bytes, wide)
                                     : anywarp_group_arena_bytes(launch, frame_bytes, width);
}

__attribute__((always_inline)) void anywarp_run_group_regions(const launch_t *launch, worker_t *worker, u32 first, u32 count,
                                                              start_t start_aligned, step_t step_aligned,
                                                              region_t where_aligned, start_t start_wide, step_t step_wide,
                                                              region_t where_wide, start_t start_any, step_t step_any,
                                                              region_t where_any, u32 frame_bytes, u32 width,
                                                              u32 wide_frame_bytes, u32 wide) {
    u8 top;
    block_t *block = block_in_arena(launch, worker, &top);
    group_t *groups = groups_behind(block);
    u32 is_wide = can_be_wide(launch, wide);
    if (is_wide) width = wide, frame_bytes = wide_frame_bytes;
    u32 total = place_groups(groups, launch, worker, block, width, frame_bytes);
    say_who_runs(worker, 0, groups->threads);
    if (is_wide)
        run_regions(launch, worker, first, count, block, groups, total, start_wide, step_wide, where_wide);
    else if (launch->block_dim[0] % width == 0)
        run_regions(launch, worker, first, count, block, groups, total, start_aligned, step_aligned, where_aligned);
    else
        run_regions(launch, worker, first, count, block, groups, total, start_any, step_any, where_any);
}
