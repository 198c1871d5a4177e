#include <string.h>

#include "cimaging.h"

/// An alpha up to this, one percent, cannot be seen.
enum { greatest_unseen_alpha = 2 };

/// Bytes that are compared at once: whole pixels of three and of four channels.
enum { lanes = 48 };

ti_extent ti_extent_begin(int has_alpha) {
  ti_extent extent = {.has_alpha = has_alpha};
  memset(extent.low, 0xFF, sizeof extent.low);
  return extent;
}

static void add_value(ti_extent *extent, size_t channel, uint8_t low, uint8_t high) {
  if (low < extent->low[channel]) extent->low[channel] = low;
  if (high > extent->high[channel]) extent->high[channel] = high;
}

/// Every value counts: in lanes, so that many are compared by one instruction.
static void add_opaque(ti_extent *extent, const uint8_t *values, size_t count, size_t channels) {
  uint8_t low[lanes], high[lanes];
  memset(low, 0xFF, sizeof low);
  memset(high, 0, sizeof high);
  size_t i = 0;
  for (; i + lanes <= count; i += lanes)
    for (size_t k = 0; k < lanes; k++) {
      uint8_t value = values[i + k];
      low[k] = value < low[k] ? value : low[k];
      high[k] = value > high[k] ? value : high[k];
    }
  for (size_t k = 0; k < lanes; k++) add_value(extent, k % channels, low[k], high[k]);
  for (; i < count; i++) add_value(extent, i % channels, values[i], values[i]);
}

void ti_extent_add(ti_extent *extent, const uint8_t *pixels, size_t count, size_t channels) {
  if (!extent->has_alpha || channels != 4) {
    add_opaque(extent, pixels, count * channels, channels);
    return;
  }
  static const uint8_t clear[4] = {0, 0, 0, 0};
  for (size_t i = 0; i < count; i++, pixels += channels) {
    const uint8_t *pixel = pixels[3] <= greatest_unseen_alpha ? clear : pixels;
    for (size_t c = 0; c < channels; c++) add_value(extent, c, pixel[c], pixel[c]);
  }
}
