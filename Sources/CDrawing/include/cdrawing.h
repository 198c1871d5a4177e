// The C side of Drawing: antialiased shapes, images and glyph masks, blended into 8-bit pixels.
//
// Nothing here allocates or keeps state. Pixels are interleaved, row-major and without padding:
// 3 channels are RGB, 4 are RGB and straight alpha. Coordinates are in pixels from the top left;
// parts outside the target are clipped.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// Pixels owned by the caller.
typedef struct {
  uint8_t *pixels;
  size_t width, height, channels;
} td_surface;

/// A rectangle in pixels; `radius` rounds its corners.
typedef struct {
  double x, y, width, height, radius;
} td_box;

/// A vertical gradient, or one color given twice. RGB and straight alpha.
typedef struct {
  uint8_t top[4], bottom[4];
} td_paint;

/// Fills a box; with `stroke` > 0, draws its outline instead, `stroke` pixels wide and centered on
/// the edge.
void td_draw_box(td_surface target, td_box box, double stroke, td_paint paint);

/// Draws a line with round ends, `width` pixels wide.
void td_draw_line(
  td_surface target, double x0, double y0, double x1, double y1, double width, td_paint paint);

/// Draws `image` with its upper left corner at `x`, `y`, only inside `clip`.
void td_draw_image(td_surface target, td_surface image, long x, long y, td_box clip);

/// Fills the pixels of a coverage mask, such as FreeType renders for a glyph, with the top color of
/// `paint`. `stride` is the number of bytes from one row of the mask to the next.
void td_draw_mask(
  td_surface target, const uint8_t *mask, size_t width, size_t height, long stride, long x,
  long y, td_paint paint);
