// malloc and free for GPUs: a bit for each granule of the heap. A block takes granules that follow each other, in one word
// of bits or in whole words; its first 16 bytes hold its size.
#include "services.h"

enum { GRANULE = 64, HEADER = 16 };

// `anywarp_artifact::spirv::heap`: 64 bytes, then the bits, then from `first` bytes on the granules.
struct Heap {
  u32 words, first;
  // Bytes that the program may hold, and that it holds.
  u32 limit, held;
  // Where the last block ends, a hint.
  u32 next;
};

static GLOBAL u32 *bits(GLOBAL struct Heap *heap) { return (GLOBAL u32 *)((GLOBAL char *)heap + 64); }

// The lowest of `count` clear bits that follow each other, below 32; 32 if there are none.
static u32 find(u32 used, u32 count) {
  u32 clear = ~used, run = clear;
  for (u32 have = 1; have < count;) {
    u32 step = have < count - have ? have : count - have;
    run &= run >> step;
    have += step;
  }
  return run ? (u32)__builtin_ctz(run) : 32;
}

// Takes `count` whole words from `word` on, or nothing; returns how many follow each other there.
static u32 take(GLOBAL u32 *map, u32 word, u32 count) {
  for (u32 i = 0; i < count; i++) {
    u32 clear = 0;
    if (__atomic_compare_exchange_n(&map[word + i], &clear, ~0u, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) continue;
    for (u32 taken = 0; taken < i; taken++) FETCH_AND(&map[word + taken], 0u);
    return i;
  }
  return count;
}

static GLOBAL char *block(GLOBAL struct Heap *heap, u32 granule, u32 granules, u32 bytes) {
  GLOBAL u32 *start = (GLOBAL u32 *)((GLOBAL char *)heap + heap->first + (u64)granule * GRANULE);
  start[0] = granule;
  start[1] = granules;
  start[2] = bytes;
  __atomic_store_n(&heap->next, (granule + granules - 1) / 32 % heap->words, __ATOMIC_RELAXED);
  return (GLOBAL char *)start + HEADER;
}

static GLOBAL char *find_block(GLOBAL struct Heap *heap, u32 bytes) {
  GLOBAL u32 *map = bits(heap);
  u32 words = heap->words, granules = (bytes + HEADER + GRANULE - 1) / GRANULE;
  u32 start = RELAXED_LOAD(&heap->next);
  if (granules <= 32) {
    for (u32 n = 0; n < words; n++) {
      u32 word = start + n < words ? start + n : start + n - words;
      u32 used = RELAXED_LOAD(&map[word]);
      for (u32 bit = find(used, granules); bit < 32; bit = find(used, granules)) {
        u32 mine = ~0u >> (32 - granules) << bit;
        u32 before = FETCH_OR(&map[word], mine);
        if (!(before & mine)) return block(heap, word * 32 + bit, granules, bytes);
        FETCH_AND(&map[word], ~(mine & ~before));
        used = before | mine;
      }
    }
    return 0;
  }
  u32 count = (granules + 31) / 32;
  if (count > words) return 0;
  for (u32 round = 0, word = start; round < 2;) {
    if (word + count > words) {
      round++, word = 0;
      continue;
    }
    u32 taken = take(map, word, count);
    if (taken == count) return block(heap, word * 32, count * 32, bytes);
    word += taken + 1;
  }
  return 0;
}

void *__anywarp_malloc(u64 bytes) {
  GLOBAL struct Heap *heap = launch_of_heap()->heap;
  u32 limit = heap->limit;
  if (bytes > limit) return 0;
  u32 held = FETCH_ADD(&heap->held, (u32)bytes);
  GLOBAL char *found = held <= limit - (u32)bytes ? find_block(heap, (u32)bytes) : 0;
  if (!found) FETCH_ADD(&heap->held, 0u - (u32)bytes);
  return (void *)found;
}

void __anywarp_free(void *pointer) {
  if (!pointer) return;
  GLOBAL struct Heap *heap = launch_of_heap()->heap;
  GLOBAL u32 *start = (GLOBAL u32 *)((GLOBAL char *)pointer - HEADER);
  u64 offset = (u64)((GLOBAL char *)start - (GLOBAL char *)heap) - heap->first;
  u32 granule = (u32)(offset / GRANULE);
  // Only what malloc gave and nobody has freed since.
  if (offset % GRANULE || offset / GRANULE >= (u64)heap->words * 32 || start[0] != granule) __builtin_trap();
  u32 granules = start[1], bytes = start[2];
  GLOBAL u32 *map = bits(heap);
  start[0] = ~0u;
  FETCH_ADD(&heap->held, 0u - bytes);
  if (granules <= 32 && (granule % 32 || granules < 32)) {
    FETCH_AND(&map[granule / 32], ~(~0u >> (32 - granules) << granule % 32));
    return;
  }
  for (u32 word = 0; word < granules / 32; word++) FETCH_AND(&map[granule / 32 + word], 0u);
}
