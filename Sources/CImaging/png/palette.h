// The colors of a picture that has few of them.
#pragma once

#include <stdint.h>
#include <string.h>

#include "cimaging.h"

enum { ti_palette_most = 256, ti_palette_places = 1024 };

typedef struct {
  uint32_t colors[ti_palette_most];  // red, green, blue and alpha, from the lowest byte on
  uint16_t places[ti_palette_places];  // number of a color and one; 0 where there is none
  int count;
} ti_palette;

/// A color with its alpha.
static inline uint32_t ti_palette_color(const uint8_t *pixel, size_t channels) {
  uint32_t alpha = channels == 4 ? pixel[3] : 255;
  return pixel[0] | (uint32_t)pixel[1] << 8 | (uint32_t)pixel[2] << 16 | alpha << 24;
}

/// The number of `color`, which is added where it is new; -1 where there are too many.
static inline int ti_palette_number(ti_palette *palette, uint32_t color) {
  uint32_t place = (color * 0x9E3779B1u) >> 22;
  while (palette->places[place] != 0) {
    int number = palette->places[place] - 1;
    if (palette->colors[number] == color) return number;
    place = (place + 1) % ti_palette_places;
  }
  if (palette->count == ti_palette_most) return -1;
  palette->colors[palette->count] = color;
  palette->places[place] = (uint16_t)++palette->count;
  return palette->count - 1;
}

/// Finds the colors of `source` in the order in which they come. Returns 0 where there are more than 256.
static inline int ti_palette_find(ti_surface source, ti_palette *palette) {
  memset(palette, 0, sizeof *palette);
  size_t count = source.width * source.height;
  uint32_t last = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t color = ti_palette_color(source.pixels + i * source.channels, source.channels);
    if (i > 0 && color == last) continue;
    if (ti_palette_number(palette, color) < 0) return 0;
    last = color;
  }
  return 1;
}

/// Writes the numbers of a row's pixels.
static inline void ti_palette_row(
    ti_palette *palette, const uint8_t *pixels, size_t width, size_t channels, uint8_t *to) {
  uint32_t last = 0;
  for (size_t x = 0; x < width; x++) {
    uint32_t color = ti_palette_color(pixels + x * channels, channels);
    to[x] = x > 0 && color == last ? to[x - 1] : (uint8_t)ti_palette_number(palette, color);
    last = color;
  }
}

/// Bits that a pixel's number takes.
static inline int ti_palette_depth(const ti_palette *palette) {
  return palette->count <= 2 ? 1 : palette->count <= 4 ? 2 : palette->count <= 16 ? 4 : 8;
}
