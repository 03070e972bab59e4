/* The state of a thread and of its block, as compiled code sees it. */
#pragma once
#include "abi.h"

enum { WARP_SIZE = 32, BARRIERS = 16 };

/* What a thread waits for. */
typedef enum {
    READY,      /* nothing: it may run */
    AT_BARRIER, /* a barrier of the block */
    AT_WARP,    /* an operation of its warp */
    YIELDED,    /* somebody else's progress; it may run in the next round */
    EXITED,
} state_t;

typedef enum {
    SYNC, SHFL_UP, SHFL_DOWN, SHFL_BFLY, SHFL_IDX, VOTE_ALL, VOTE_ANY, VOTE_UNI, BALLOT, MATCH_ANY, MATCH_ALL,
    REDUCE_ADD, REDUCE_UMIN, REDUCE_UMAX, REDUCE_MIN, REDUCE_MAX, REDUCE_AND, REDUCE_OR, REDUCE_XOR,
    ACTIVE, /* the lanes that are at the same place: membership is what is asked for */
} warp_op_t;

typedef enum { BARRIER_PLAIN, BARRIER_POPC, BARRIER_AND, BARRIER_OR } barrier_op_t;

struct block;

typedef struct thread {
    u32 tid[3];
    u32 index; /* linear index in the block; its low 5 bits are the lane */
    struct block *block;
    /* Below: threads that are coroutines only. */
    void *coroutine;
    state_t state;
    u32 op;         /* warp_op_t or barrier_op_t */
    u32 mask;       /* AT_WARP: member mask, or the site for ACTIVE; AT_BARRIER: barrier id */
    u32 expected;   /* AT_BARRIER: number of threads the barrier counts, 0 for all of the block */
    u64 operand;
    u32 lane_operand, clamp;
    u32 result, predicate;
} thread_t;

typedef struct free_frame {
    struct free_frame *next;
    u32 bytes;
} free_frame_t;

typedef struct block {
    u32 block_idx[3];
    u32 block_dim[3];
    u32 grid_dim[3];
    u8 *shared;
    u8 *dynamic_shared;
    u32 dynamic_shared_bytes;
    const u8 *stack_top; /* threads have their local variables below */
    /* Below: blocks whose threads are coroutines only. */
    thread_t *threads;
    u32 thread_count;
    u32 live;
    u32 arrived[BARRIERS]; /* arrivals without waiting (bar.arrive) */
    u8 *frames, *frames_end;
    free_frame_t *free_frames;
    /* Below: blocks whose groups are coroutines only. */
    u32 waiting, barrier; /* groups at a barrier, and which; BARRIERS if they are at several */
    u32 op, said, there, result;
} block_t;

/* The thread that runs in this instance now. */
extern thread_t *WASM_GLOBAL anywarp_current_thread;

/* Bytes before and behind shared memory that nobody uses: a vector of which one element lies in it may reach there. */
enum { SHARED_MARGIN = 512 };

INLINE void block_from_launch(block_t *block, const launch_t *launch, u8 *shared) {
    for (int d = 0; d < 3; d++) {
        block->block_dim[d] = launch->block_dim[d];
        block->grid_dim[d] = launch->grid_dim[d];
    }
    block->shared = shared + SHARED_MARGIN;
    block->dynamic_shared = block->shared + ((launch->static_shared_bytes + 15) & ~15u);
    block->dynamic_shared_bytes = launch->dynamic_shared_bytes;
    block->frames_end = 0;
}

INLINE u32 shared_bytes(const launch_t *launch) {
    u32 used = ((launch->static_shared_bytes + 15) & ~15u) + launch->dynamic_shared_bytes;
    return ((used + 63) & ~63u) + 2 * SHARED_MARGIN;
}

INLINE void block_set_index(block_t *block, u32 linear) {
    u32 row = linear / block->grid_dim[0];
    block->block_idx[0] = linear - row * block->grid_dim[0];
    block->block_idx[2] = row / block->grid_dim[1];
    block->block_idx[1] = row - block->block_idx[2] * block->grid_dim[1];
}
