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

/// Writes to `here` the row whose filter's number and bytes are at `filtered`; `pixel` is 3 or 4.
/// A byte behind both rows is read too. Returns 0 for a filter that does not exist.
int ti_png_unfilter(
  const uint8_t *filtered, const uint8_t *above, size_t count, size_t pixel, uint8_t *here);
