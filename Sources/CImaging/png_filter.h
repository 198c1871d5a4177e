// What PNG writes of a row: how its bytes differ from those around them.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// A row and the one above it. `pixel` bytes lie before each, all zero, and above the first row.
typedef struct {
  const uint8_t *here, *above;
  size_t count, pixel;
} ti_png_row;

/// Writes to `filtered` the number of the filter that leaves the least, then `count` bytes.
///
/// `flat` leaves out those that hide repeats. `room` is for `count` bytes.
void ti_png_filter(ti_png_row row, int flat, uint8_t *filtered, uint8_t *room);
