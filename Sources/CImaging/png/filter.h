// PNG's row filters: each byte as its difference from a prediction by its neighbors.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// A row and the one above it, all zeros for the first. `pixel` zero bytes precede each row.
typedef struct {
  const uint8_t *here, *above;
  size_t count, pixel;
} ti_png_row;

/// Writes to `filtered` the number of the filter with the smallest sum of differences, then `count`
/// filtered bytes.
///
/// `flat` skips the filters that hide repeats. `room` is scratch space of `count` bytes.
void ti_png_filter(ti_png_row row, int flat, uint8_t *filtered, uint8_t *room);
