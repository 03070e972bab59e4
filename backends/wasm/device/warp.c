/* Warp operations: lanes meet by operation and member mask (PTX ISA, "shfl.sync", "vote.sync", "match.sync",
 * "redux.sync", "bar.warp.sync": an operation completes when all non-exited threads of its mask have executed it
 * with the same mask). */
#include "wait.h"

/* PTX ISA, shfl.sync: the lane that `lane` reads, and whether it is in range. */
static u32 shuffle_source(u32 op, u32 lane, u32 b, u32 c, u32 *in_range) {
    u32 clamp = c & 31, segment = (c >> 8) & 31;
    u32 highest = (lane & segment) | (clamp & ~segment), lowest = lane & segment;
    b &= 31;
    int source;
    switch (op) {
    case SHFL_UP: source = (int)lane - (int)b, *in_range = source >= (int)highest; break;
    case SHFL_DOWN: source = lane + b, *in_range = source <= (int)highest; break;
    case SHFL_BFLY: source = lane ^ b, *in_range = source <= (int)highest; break;
    default: source = lowest | (b & ~segment), *in_range = source <= (int)highest; break;
    }
    return *in_range ? (u32)source : lane;
}

static u32 combine(u32 op, u32 a, u32 b) {
    switch (op) {
    case REDUCE_ADD: return a + b;
    case REDUCE_UMIN: return a < b ? a : b;
    case REDUCE_UMAX: return a > b ? a : b;
    case REDUCE_MIN: return (int)a < (int)b ? a : b;
    case REDUCE_MAX: return (int)a > (int)b ? a : b;
    case REDUCE_AND: return a & b;
    case REDUCE_OR: return a | b;
    default: return a ^ b;
    }
}

INLINE int is_member(u32 members, u32 lane) { return (members >> lane) & 1; }

static void shuffle(thread_t *warp, u32 members, u32 lanes) {
    for (u32 lane = 0; lane < lanes; lane++) {
        if (!is_member(members, lane)) continue;
        u32 source = shuffle_source(warp[lane].op, lane, warp[lane].lane_operand, warp[lane].clamp, &warp[lane].predicate);
        /* Reading an inactive lane is undefined; its own value is as good as any. */
        if (source >= lanes || !is_member(members, source)) source = lane;
        warp[lane].result = (u32)warp[source].operand;
    }
}

static void vote(thread_t *warp, u32 members, u32 lanes, u32 op) {
    u32 ballot = 0;
    for (u32 lane = 0; lane < lanes; lane++)
        if (is_member(members, lane) && warp[lane].operand) ballot |= 1u << lane;
    u32 result = op == BALLOT ? ballot : op == VOTE_ANY ? ballot != 0 : ballot == members || (op == VOTE_UNI && !ballot);
    for (u32 lane = 0; lane < lanes; lane++)
        if (is_member(members, lane)) warp[lane].result = result;
}

static void match(thread_t *warp, u32 members, u32 lanes, u32 op) {
    u32 all_equal = 1;
    for (u32 lane = 0; lane < lanes; lane++) {
        if (!is_member(members, lane)) continue;
        u32 equal = 0;
        for (u32 other = 0; other < lanes; other++)
            if (is_member(members, other) && warp[other].operand == warp[lane].operand) equal |= 1u << other;
        warp[lane].result = equal;
        all_equal &= equal == members;
    }
    if (op == MATCH_ANY) return;
    for (u32 lane = 0; lane < lanes; lane++)
        if (is_member(members, lane)) warp[lane].result = all_equal ? members : 0, warp[lane].predicate = all_equal;
}

static void reduce(thread_t *warp, u32 members, u32 lanes, u32 op) {
    u32 result = 0, any = 0;
    for (u32 lane = 0; lane < lanes; lane++) {
        if (!is_member(members, lane)) continue;
        result = any ? combine(op, result, (u32)warp[lane].operand) : (u32)warp[lane].operand;
        any = 1;
    }
    for (u32 lane = 0; lane < lanes; lane++)
        if (is_member(members, lane)) warp[lane].result = result;
}

static void complete(thread_t *warp, u32 members, u32 lanes, u32 op) {
    if (op >= SHFL_UP && op <= SHFL_IDX) shuffle(warp, members, lanes);
    else if (op >= VOTE_ALL && op <= BALLOT) vote(warp, members, lanes, op);
    else if (op == MATCH_ANY || op == MATCH_ALL) match(warp, members, lanes, op);
    else if (op >= REDUCE_ADD && op <= REDUCE_XOR) reduce(warp, members, lanes, op);
    for (u32 lane = 0; lane < lanes; lane++)
        if (is_member(members, lane)) warp[lane].state = READY;
}

/* The lanes of `mask` that have not exited if all of them wait at the same operation, else 0. */
static u32 complete_members(const thread_t *warp, u32 lanes, u32 leader) {
    u32 op = warp[leader].op, mask = warp[leader].mask, members = 0;
    for (u32 lane = 0; lane < lanes; lane++) {
        const thread_t *t = &warp[lane];
        if (!is_member(mask, lane) || t->state == EXITED) continue;
        if (t->state != AT_WARP || t->op != op || t->mask != mask) return 0;
        members |= 1u << lane;
    }
    return members;
}

INLINE int at_place(const thread_t *t) { return t->state == AT_WARP && t->op == ACTIVE; }

/* Lanes that meet by being at the same place (`__activemask()`, warp-synchronous accesses): asked when nobody else in
 * the warp can go on, so that lanes which diverged come together again where hardware would let them. Places are
 * numbered in the order of the code, and those who are behind go first. */
static int complete_active(thread_t *warp, u32 lanes) {
    u32 place = ~0u, members = 0;
    for (u32 lane = 0; lane < lanes; lane++)
        if (at_place(&warp[lane]) && warp[lane].mask < place) place = warp[lane].mask;
    for (u32 lane = 0; lane < lanes; lane++)
        if (at_place(&warp[lane]) && warp[lane].mask == place) members |= 1u << lane;
    for (u32 lane = 0; lane < lanes; lane++)
        if (is_member(members, lane)) warp[lane].result = members, warp[lane].state = READY;
    return members != 0;
}

int anywarp_complete_warp_operations(thread_t *warp, u32 lanes) {
    int released = 0;
    for (u32 leader = 0; leader < lanes; leader++) {
        if (warp[leader].state != AT_WARP || warp[leader].op == ACTIVE) continue;
        u32 members = complete_members(warp, lanes, leader);
        /* A lane that is not in its own mask has nobody to meet. */
        if (!is_member(members, leader)) continue;
        complete(warp, members, lanes, warp[leader].op);
        released = 1;
    }
    return released || complete_active(warp, lanes);
}

/* An operation to which the lanes `there` of a warp have come at once: those with the same member mask do it together. */
void anywarp_warp_operation(u32 op, u32 there, const u32 *mask, const u64 *operand, const u32 *lane_operand,
                            const u32 *clamp, u32 *result, u32 *predicate) {
    thread_t warp[WARP_SIZE];
    for (u32 lane = 0; lane < WARP_SIZE; lane++) {
        thread_t *t = &warp[lane];
        t->state = is_member(there, lane) ? AT_WARP : EXITED;
        t->op = op, t->mask = mask[lane], t->operand = operand[lane];
        t->lane_operand = lane_operand[lane], t->clamp = clamp[lane];
        t->result = 0, t->predicate = 0;
    }
    for (u32 leader = 0; leader < WARP_SIZE; leader++) {
        if (warp[leader].state != AT_WARP) continue;
        u32 members = 1u << leader;
        for (u32 lane = leader; lane < WARP_SIZE; lane++)
            if (warp[lane].state == AT_WARP && is_member(mask[leader], lane) && mask[lane] == mask[leader]) members |= 1u << lane;
        complete(warp, members, WARP_SIZE, op);
    }
    for (u32 lane = 0; lane < WARP_SIZE; lane++) result[lane] = warp[lane].result, predicate[lane] = warp[lane].predicate;
}
