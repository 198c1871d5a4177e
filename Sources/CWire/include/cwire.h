// The C side of Providers: bytes of a message many at a time. Nothing here allocates or keeps state.
#pragma once
#include <stddef.h>
#include <stdint.h>

/* Writes the base64 of `triples` times 3 bytes: 4 letters of the standard alphabet for each 3 bytes. */
void troupe_base64_encode(
    const uint8_t *_Nonnull bytes, size_t triples, uint8_t *_Nonnull letters);

/* Writes the bytes that `quads` times 4 letters of the standard alphabet stand for, 3 for each 4; 0 when a letter is none
   of the alphabet, and then what was written is of no use. */
int troupe_base64_decode(
    const uint8_t *_Nonnull letters, size_t quads, uint8_t *_Nonnull bytes);

/* Where `wanted` first stands in `bytes`; `count` where it does not. Many times faster than a loop in Swift. */
size_t troupe_find(
    const void *_Nonnull bytes, size_t count, const void *_Nonnull wanted, size_t wanted_count);
