// Turns the samples of a TIFF into pixels.
#pragma once

#include "cimaging.h"

/// How samples are stored.
typedef struct {
  size_t bits, count;  // of a sample; samples of a pixel
  int photometric;  // 0 and 1 gray, 2 RGB, 3 palette, 5 CMYK
  int alpha;  // 1 colors are multiplied by it, 2 they are not
  int in_planes;  // whether each sample has a plane of its own
  const uint16_t *map[3];  // the palette: red, green and blue of each index
  const ti_narrowing *narrowing;  // for 16 bits; NULL rounds
} ti_samples;

/// The samples that make the color of a pixel; 0 for a color space that is not read.
static inline int ti_color_samples(int photometric) {
  switch (photometric) {
    case 0:
    case 1:
    case 3:
      return 1;
    case 2:
      return 3;
    case 5:
      return 4;
    default:
      return 0;
  }
}

/// Puts `columns` pixels of `row` at `x`, `y`; of a picture in planes, the values of one plane.
void ti_put_samples(
  const ti_samples *form, const void *row, size_t columns, int plane, ti_surface target, size_t x,
  size_t y);

/// Divides the colors of all pixels by their alpha.
void ti_divide_by_alpha(ti_surface surface);
