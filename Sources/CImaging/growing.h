// Bytes being written whose number is not known.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  uint8_t *bytes;
  size_t count, capacity;
} ti_growing;

/// Makes room for `more` bytes behind those there. Returns 0 if out of memory.
static inline int ti_grow(ti_growing *out, size_t more) {
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
static inline int ti_append(ti_growing *out, const uint8_t *bytes, size_t count) {
  if (!ti_grow(out, count)) return 0;
  memcpy(out->bytes + out->count, bytes, count);
  out->count += count;
  return 1;
}
