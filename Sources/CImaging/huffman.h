// Deflate without its search for repeats: each byte by a code of its own, the frequent ones short.
#pragma once

#include "growing.h"

/// Appends `count` bytes as one deflate block that is not the last, ended at a whole byte.
///
/// Any number of blocks, and of zlib's raw ones that are flushed, make one stream. Returns 0 if
/// out of memory.
int ti_huffman_append(ti_growing *out, const uint8_t *bytes, size_t count);
