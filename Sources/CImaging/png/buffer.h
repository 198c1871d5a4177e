// A buffer of bytes that grows as they are written.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  uint8_t *bytes;
  size_t count, capacity;
} ti_buffer;

/// Makes room for `more` bytes after those written. Returns 0 if out of memory.
static inline int ti_reserve(ti_buffer *out, size_t more) {
  size_t needed = out->count + more;
  if (needed <= out->capacity) return 1;
  size_t capacity = needed + needed / 2;
  uint8_t *grown = realloc(out->bytes, capacity);
  if (!grown) return 0;
  out->bytes = grown;
  out->capacity = capacity;
  return 1;
}

/// Appends bytes. Returns 0 if out of memory.
static inline int ti_append(ti_buffer *out, const uint8_t *bytes, size_t count) {
  if (!ti_reserve(out, count)) return 0;
  memcpy(out->bytes + out->count, bytes, count);
  out->count += count;
  return 1;
}
