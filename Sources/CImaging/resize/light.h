// Conversion between 8-bit sRGB with straight alpha and 14-bit linear light, premultiplied.
#pragma once

#include "cimaging.h"
#include "resize/filter.h"

typedef struct {
  int16_t to_linear[256];
  uint8_t to_srgb[ti_unit + 1];
} ti_light;

/// Fills the tables.
void ti_light_make(ti_light *light);

/// Converts `width` pixels to linear light.
void ti_light_load(
  const ti_light *light, const uint8_t *pixels, size_t width, size_t channels, int16_t *linear);

/// Adds `width` pixels to the sums of the blocks, `shrink` pixels wide, that contain them.
void ti_light_add(
  const ti_light *light, const uint8_t *pixels, size_t width, size_t channels, size_t shrink,
  uint64_t *sums);

/// Writes the means of blocks of `rows` rows and `shrink` columns; the last may be narrower.
void ti_light_mean(
  const uint64_t *sums, size_t width, size_t channels, size_t shrink, size_t rows, int16_t *linear);

/// Converts one pixel of values within 0...1 back to sRGB.
static inline void ti_light_store(
  const ti_light *light, const int16_t linear[4], size_t channels, uint8_t *pixel) {
  int32_t alpha = channels == 4 ? linear[3] : ti_unit;
  if (channels == 4) pixel[3] = (uint8_t)((alpha * 255 + ti_unit / 2) >> ti_unit_bits);
  for (size_t c = 0; c < 3; c++) {
    int32_t value = linear[c];
    if (alpha != ti_unit && alpha != 0) value = (value << ti_unit_bits) / alpha;
    // A clear pixel has no color; rounding can leave a color a little above its alpha.
    if (alpha != ti_unit) value = alpha == 0 ? 0 : value > ti_unit ? ti_unit : value;
    pixel[c] = light->to_srgb[value];
  }
}
