#include <string.h>

#include "cimaging.h"

/// The offset of the target's first pixel in the source, and the source offsets of one step right
/// and down in the target, in bytes.
typedef struct {
  ptrdiff_t origin, right, down;
} walk;

static walk walk_for(int orientation, ti_surface source) {
  ptrdiff_t pixel = (ptrdiff_t)source.channels, row = (ptrdiff_t)source.width * pixel;
  ptrdiff_t last_x = row - pixel, last_y = ((ptrdiff_t)source.height - 1) * row;
  switch (orientation) {
    case 2: return (walk){last_x, -pixel, row};
    case 3: return (walk){last_x + last_y, -pixel, -row};
    case 4: return (walk){last_y, pixel, -row};
    case 5: return (walk){0, row, pixel};
    case 6: return (walk){last_y, -row, pixel};
    case 7: return (walk){last_x + last_y, -row, -pixel};
    case 8: return (walk){last_x, row, -pixel};
    default: return (walk){0, pixel, row};
  }
}

static void copy_tile(
  const uint8_t *source, walk step, ti_surface target, size_t x0, size_t y0, size_t side) {
  size_t x1 = x0 + side < target.width ? x0 + side : target.width;
  size_t y1 = y0 + side < target.height ? y0 + side : target.height;
  for (size_t y = y0; y < y1; y++) {
    const uint8_t *from = source + step.origin + (ptrdiff_t)y * step.down + (ptrdiff_t)x0 * step.right;
    uint8_t *to = target.pixels + (y * target.width + x0) * target.channels;
    for (size_t x = x0; x < x1; x++, from += step.right, to += target.channels)
      for (size_t c = 0; c < target.channels; c++) to[c] = from[c];
  }
}

void ti_orient(ti_surface source, int orientation, ti_surface target) {
  walk step = walk_for(orientation, source);
  // A quarter turn reads columns: tiles keep their cache lines in the cache.
  const size_t side = 64;
  for (size_t y = 0; y < target.height; y += side)
    for (size_t x = 0; x < target.width; x += side)
      copy_tile(source.pixels, step, target, x, y, side);
}
