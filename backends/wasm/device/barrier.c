/* Barriers of a block (PTX ISA, "barrier"): all threads that have not exited, or the first `expected` arrivals. */
#include "wait.h"

static int release(block_t *block, u32 id, u32 waiting) {
    u32 popc = 0;
    for (u32 i = 0; i < block->thread_count; i++) {
        const thread_t *t = &block->threads[i];
        if (t->state == AT_BARRIER && t->mask == id) popc += t->operand != 0;
    }
    for (u32 i = 0; i < block->thread_count; i++) {
        thread_t *t = &block->threads[i];
        if (t->state != AT_BARRIER || t->mask != id) continue;
        t->result = t->op == BARRIER_POPC ? popc : t->op == BARRIER_AND ? popc == waiting : popc != 0;
        t->state = READY;
    }
    block->arrived[id] = 0;
    return 1;
}

int anywarp_release_barriers(block_t *block) {
    u32 waiting[BARRIERS] = {0}, expected[BARRIERS] = {0};
    for (u32 i = 0; i < block->thread_count; i++) {
        const thread_t *t = &block->threads[i];
        if (t->state != AT_BARRIER) continue;
        waiting[t->mask]++;
        expected[t->mask] = t->expected;
    }
    int released = 0;
    for (u32 id = 0; id < BARRIERS; id++) {
        if (!waiting[id]) continue;
        u32 needed = expected[id] && expected[id] < block->live ? expected[id] : block->live;
        if (expected[id] && expected[id] > block->live) needed = expected[id];
        if (waiting[id] + block->arrived[id] >= needed) released |= release(block, id, waiting[id]);
    }
    return released;
}
