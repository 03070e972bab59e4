/* What compiled code calls before it suspends, and to read what it waited for. */
#include "context.h"

void anywarp_arrive_barrier(thread_t *t, u32 id, u32 expected, u32 op, u32 predicate) {
    t->state = AT_BARRIER;
    t->mask = id % BARRIERS;
    t->expected = expected;
    t->op = op;
    t->operand = predicate;
}

/* bar.arrive: counts, does not wait. */
void anywarp_signal_barrier(thread_t *t, u32 id, u32 expected) { t->block->arrived[id % BARRIERS]++; }

void anywarp_arrive_warp(thread_t *t, u32 op, u32 mask, u64 operand, u32 lane_operand, u32 clamp) {
    t->state = AT_WARP;
    t->op = op;
    t->mask = mask;
    t->operand = operand;
    t->lane_operand = lane_operand;
    t->clamp = clamp;
}

/* A turn of a loop that waits for another thread. */
void anywarp_yield(thread_t *t) { t->state = YIELDED; }

/* The thread's function has returned. */
void anywarp_exit(thread_t *t) {
    t->state = EXITED;
    t->block->live--;
}

u32 anywarp_result(const thread_t *t) { return t->result; }
u32 anywarp_predicate(const thread_t *t) { return t->predicate; }
