// Deflate by Huffman codes alone, without searching for repeats.
#pragma once

#include "png/buffer.h"

/// Appends `count` bytes as one deflate block, not the last, that ends on a byte boundary.
///
/// Such blocks and zlib's raw, flushed ones can follow one another in one stream. Returns 0 if out
/// of memory.
int ti_huffman_append(ti_buffer *out, const uint8_t *bytes, size_t count);
