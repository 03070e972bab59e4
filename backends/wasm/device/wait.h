/* Completing what threads wait for. */
#pragma once
#include "context.h"

/* Releases the lanes of every complete operation of a warp with `lanes` lanes; true if one was released. */
int anywarp_complete_warp_operations(thread_t *warp, u32 lanes);

/* Releases every barrier of the block that all its threads have reached; true if one was released. */
int anywarp_release_barriers(block_t *block);
