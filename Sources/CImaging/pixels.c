#include <string.h>

#include "outcome.h"

const char *ti_detail(const ti_outcome *outcome) { return outcome->detail; }

/// value / 255, rounded, for values up to 255 * 255.
static inline uint8_t over_255(unsigned value) {
  value += 128;
  return (uint8_t)((value + (value >> 8)) >> 8);
}

void ti_cmyk_to_rgb(ti_surface ink, ti_surface target) {
  size_t count = ink.width * ink.height;
  for (size_t i = 0; i < count; i++) {
    const uint8_t *from = ink.pixels + i * 4;
    uint8_t *to = target.pixels + i * 3;
    for (int c = 0; c < 3; c++) to[c] = over_255((255u - from[c]) * (255u - from[3]));
  }
}

void ti_map_gray(ti_surface surface, const uint8_t *table) {
  size_t count = surface.width * surface.height;
  for (size_t i = 0; i < count; i++) {
    uint8_t *pixel = surface.pixels + i * surface.channels;
    memcpy(pixel, table + pixel[0] * 3, 3);
  }
}

int ti_is_opaque(ti_surface surface) {
  if (surface.channels < 4) return 1;
  for (size_t y = 0; y < surface.height; y++) {
    const uint8_t *row = surface.pixels + y * surface.width * 4;
    uint8_t all = 255;
    for (size_t x = 0; x < surface.width; x++) all &= row[x * 4 + 3];
    if (all != 255) return 0;
  }
  return 1;
}

void ti_flatten(ti_surface source, const uint8_t matte[3], ti_surface target) {
  size_t count = source.width * source.height;
  for (size_t i = 0; i < count; i++) {
    const uint8_t *from = source.pixels + i * 4;
    uint8_t *to = target.pixels + i * 3;
    unsigned alpha = from[3];
    for (int c = 0; c < 3; c++) to[c] = over_255(from[c] * alpha + matte[c] * (255 - alpha));
  }
}

void ti_crop(ti_surface source, size_t x, size_t y, ti_surface target) {
  size_t stride = target.width * target.channels;
  for (size_t row = 0; row < target.height; row++)
    memcpy(
      target.pixels + row * stride,
      source.pixels + ((y + row) * source.width + x) * source.channels, stride);
}

static inline uint32_t packed(const uint8_t *pixel, size_t channels) {
  uint32_t alpha = channels == 4 ? pixel[3] : 255;
  return pixel[0] | (uint32_t)pixel[1] << 8 | (uint32_t)pixel[2] << 16 | alpha << 24;
}

size_t ti_count_repeats(ti_surface surface) {
  size_t repeats = 0, channels = surface.channels, stride = surface.width * channels;
  for (size_t y = 0; y < surface.height; y++) {
    const uint8_t *row = surface.pixels + y * stride;
    for (size_t x = 0; x < surface.width; x++) {
      const uint8_t *pixel = row + x * channels;
      uint32_t color = packed(pixel, channels);
      int left = x > 0 && packed(pixel - channels, channels) == color;
      int above = y > 0 && packed(pixel - stride, channels) == color;
      repeats += (size_t)(left | above);
    }
  }
  return repeats;
}
