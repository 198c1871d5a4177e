#include <string.h>

#include "cimaging.h"

/// An alpha up to this, one percent, cannot be seen.
enum { greatest_unseen_alpha = 2 };

ti_extent ti_extent_begin(int has_alpha) {
  ti_extent extent = {.has_alpha = has_alpha};
  memset(extent.low, 0xFF, sizeof extent.low);
  return extent;
}

void ti_extent_add(ti_extent *extent, const uint8_t *pixels, size_t count, size_t channels) {
  static const uint8_t clear[4] = {0, 0, 0, 0};
  for (size_t i = 0; i < count; i++, pixels += channels) {
    int is_unseen = extent->has_alpha && channels == 4 && pixels[3] <= greatest_unseen_alpha;
    const uint8_t *pixel = is_unseen ? clear : pixels;
    for (size_t c = 0; c < channels; c++) {
      if (pixel[c] < extent->low[c]) extent->low[c] = pixel[c];
      if (pixel[c] > extent->high[c]) extent->high[c] = pixel[c];
    }
  }
}
