// Between 8-bit sRGB with straight alpha and 14-bit linear light with premultiplied alpha.
#pragma once

#include "cimaging.h"
#include "filter.h"

typedef struct {
  int16_t to_linear[256];
  uint8_t to_srgb[ti_unit + 1];
} ti_light;

void ti_light_make(ti_light *light);

/// Reads row `y` of `source`, averaging blocks of `shrink_x` by `shrink_y` pixels, as planes of
/// `stride` values each. `sums` has room for `stride` values per channel when blocks are greater
/// than one pixel.
void ti_light_load(
  const ti_light *light, ti_surface source, size_t y, size_t shrink_x, size_t shrink_y,
  uint64_t *sums, size_t stride, int16_t *planes);

/// Writes one pixel, whose channels lie within a little over- and undershoot of 0...1.
void ti_light_store(const ti_light *light, const int32_t *linear, size_t channels, uint8_t *pixel);
