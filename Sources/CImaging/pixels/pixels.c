#include <string.h>

#include "outcome.h"
#include "pixels/alpha.h"

const char *ti_detail(const ti_outcome *outcome) { return outcome->detail; }

void ti_fill(ti_surface target, const uint8_t color[4]) {
  size_t count = target.width * target.height;
  for (size_t i = 0; i < count; i++)
    memcpy(target.pixels + i * target.channels, color, target.channels);
}

void ti_cmyk_to_rgb(ti_surface cmyk, ti_surface target) {
  size_t count = cmyk.width * cmyk.height;
  for (size_t i = 0; i < count; i++) {
    const uint8_t *from = cmyk.pixels + i * 4;
    uint8_t *to = target.pixels + i * 3;
    for (int c = 0; c < 3; c++) to[c] = ti_over_255((255u - from[c]) * (255u - from[3]));
  }
}

void ti_map_values(ti_surface surface, const uint8_t table[256]) {
  size_t count = surface.width * surface.height * surface.channels;
  for (size_t i = 0; i < count; i++) surface.pixels[i] = table[surface.pixels[i]];
}

void ti_map_gray(ti_surface surface, const uint8_t *table) {
  size_t count = surface.width * surface.height;
  for (size_t i = 0; i < count; i++) {
    uint8_t *pixel = surface.pixels + i * surface.channels;
    memcpy(pixel, table + pixel[0] * 3, 3);
  }
}

void ti_narrow_gray(
  const uint16_t *deep, size_t count, size_t channels, const uint8_t *table, uint8_t *row) {
  for (size_t i = 0; i < count; i++, deep += channels, row += channels) {
    memset(row, table[deep[0]], 3);
    if (channels == 4) row[3] = (uint8_t)((deep[3] * 255u + 32767) / 65535);
  }
}

ti_unseen ti_clear_unseen(ti_surface surface) {
  ti_unseen unseen = {0, 0};
  uint8_t first[3];
  size_t count = surface.width * surface.height;
  for (size_t i = 0; i < count; i++) {
    uint8_t *pixel = surface.pixels + i * 4;
    if (pixel[3] != 0) continue;
    if (unseen.count++ == 0) memcpy(first, pixel, 3);
    if (memcmp(first, pixel, 3) != 0) unseen.has_colors = 1;
    memset(pixel, 0, 3);
  }
  return unseen;
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
    for (int c = 0; c < 3; c++) to[c] = ti_over_255(from[c] * alpha + matte[c] * (255 - alpha));
  }
}

void ti_crop(ti_surface source, size_t x, size_t y, ti_surface target) {
  size_t stride = target.width * target.channels;
  for (size_t row = 0; row < target.height; row++)
    memcpy(
      target.pixels + row * stride,
      source.pixels + ((y + row) * source.width + x) * source.channels, stride);
}

int ti_is_gray(ti_surface surface) {
  size_t count = surface.width * surface.height;
  const uint8_t *pixel = surface.pixels;
  for (size_t i = 0; i < count; i++, pixel += surface.channels)
    if (pixel[0] != pixel[1] || pixel[0] != pixel[2]) return 0;
  return 1;
}

/// Whether two pixels are equal.
static inline int same(const uint8_t *pixel, const uint8_t *other, size_t channels) {
  int differs = (pixel[0] ^ other[0]) | (pixel[1] ^ other[1]) | (pixel[2] ^ other[2]);
  return channels == 4 ? !(differs | (pixel[3] ^ other[3])) : !differs;
}

/// `above` is `row` itself when there is none.
static inline size_t count_in_row(
  const uint8_t *row, const uint8_t *above, size_t width, size_t channels) {
  size_t repeats = above != row && same(row, above, channels);
  for (size_t x = 1; x < width; x++) {
    const uint8_t *pixel = row + x * channels;
    int left = same(pixel, pixel - channels, channels);
    repeats += (size_t)(left | (above != row && same(pixel, above + x * channels, channels)));
  }
  return repeats;
}

size_t ti_count_repeats(ti_surface surface, size_t top, size_t rows) {
  size_t repeats = 0, width = surface.width, channels = surface.channels;
  for (size_t y = top; y < top + rows; y++) {
    const uint8_t *row = surface.pixels + y * width * channels;
    const uint8_t *above = y > 0 ? row - width * channels : row;
    // Constant channel counts let the compiler vectorize.
    repeats += channels == 4 ? count_in_row(row, above, width, 4)
                             : count_in_row(row, above, width, 3);
  }
  return repeats;
}
