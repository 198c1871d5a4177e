#include <stdlib.h>
#include <string.h>

#include "cimaging.h"
#include "pixels/alpha.h"

/// A strip of rows is summed in 16 bits, which this many values of 8 bits fit.
enum { greatest_factor = 256 };

struct ti_shrinking {
  size_t width, height, channels, factor, columns, rows;
  int has_alpha;
  size_t strip;  // the row of the small picture whose rows `line` sums up
  uint32_t *sums;
  uint16_t *line;
  uint8_t *premultiplied;
};

static size_t over(size_t length, size_t factor) { return (length + factor - 1) / factor; }

ti_shrinking *ti_shrinking_begin(
  size_t width, size_t height, size_t channels, int has_alpha, size_t factor) {
  if (factor < 1 || factor > greatest_factor) return NULL;
  ti_shrinking *shrinking = calloc(1, sizeof *shrinking);
  if (!shrinking) return NULL;
  *shrinking = (ti_shrinking){
    .width = width, .height = height, .channels = channels, .factor = factor,
    .columns = over(width, factor), .rows = over(height, factor),
    .has_alpha = has_alpha && channels == 4};
  size_t cells = shrinking->columns * shrinking->rows * channels;
  shrinking->sums = calloc(cells, sizeof *shrinking->sums);
  shrinking->line = calloc(width * channels, sizeof *shrinking->line);
  shrinking->premultiplied = malloc(width * channels);
  if (shrinking->sums && shrinking->line && shrinking->premultiplied) return shrinking;
  ti_shrinking_end(shrinking);
  return NULL;
}

void ti_shrinking_end(ti_shrinking *shrinking) {
  if (!shrinking) return;
  free(shrinking->sums);
  free(shrinking->line);
  free(shrinking->premultiplied);
  free(shrinking);
}

/// The pixels with colors times alpha, so that what cannot be seen has no part in a mean.
static const uint8_t *premultiplied(ti_shrinking *shrinking, const uint8_t *pixels, size_t count) {
  if (!shrinking->has_alpha) return pixels;
  uint8_t *to = shrinking->premultiplied;
  for (size_t i = 0; i < count; i++, pixels += 4, to += 4) {
    for (int c = 0; c < 3; c++) to[c] = ti_over_255((unsigned)pixels[c] * pixels[3]);
    to[3] = pixels[3];
  }
  return shrinking->premultiplied;
}

/// Moves the sums of a strip's rows to those of its cells.
static void end_strip(ti_shrinking *shrinking) {
  size_t channels = shrinking->channels, factor = shrinking->factor;
  uint32_t *cell = shrinking->sums + shrinking->strip * shrinking->columns * channels;
  for (size_t x = 0; x < shrinking->width; x += factor, cell += channels) {
    size_t end = x + factor < shrinking->width ? x + factor : shrinking->width;
    for (size_t i = x; i < end; i++)
      for (size_t c = 0; c < channels; c++) cell[c] += shrinking->line[i * channels + c];
  }
  memset(shrinking->line, 0, shrinking->width * channels * sizeof *shrinking->line);
}

void ti_shrinking_add_row(ti_shrinking *shrinking, const uint8_t *row, size_t y) {
  size_t strip = y / shrinking->factor;
  if (strip != shrinking->strip) {
    end_strip(shrinking);
    shrinking->strip = strip;
  }
  row = premultiplied(shrinking, row, shrinking->width);
  size_t count = shrinking->width * shrinking->channels;
  uint16_t *line = shrinking->line;
  for (size_t i = 0; i < count; i++) line[i] += row[i];
}

void ti_shrinking_add_pixels(
  ti_shrinking *shrinking, const uint8_t *pixels, size_t count, size_t y, size_t x, size_t step) {
  size_t channels = shrinking->channels, factor = shrinking->factor;
  uint32_t *cells = shrinking->sums + y / factor * shrinking->columns * channels;
  pixels = premultiplied(shrinking, pixels, count);
  for (size_t i = 0; i < count; i++, x += step, pixels += channels) {
    uint32_t *cell = cells + x / factor * channels;
    for (size_t c = 0; c < channels; c++) cell[c] += pixels[c];
  }
}

static uint8_t mean(uint32_t sum, uint32_t count) { return (uint8_t)((sum + count / 2) / count); }

void ti_shrinking_finish(ti_shrinking *shrinking, ti_surface target) {
  end_strip(shrinking);
  size_t factor = shrinking->factor, channels = shrinking->channels;
  const uint32_t *sum = shrinking->sums;
  uint8_t *pixel = target.pixels;
  for (size_t y = 0; y < shrinking->rows; y++) {
    size_t down = shrinking->height - y * factor < factor ? shrinking->height - y * factor : factor;
    for (size_t x = 0; x < shrinking->columns; x++, sum += channels, pixel += channels) {
      size_t across
        = shrinking->width - x * factor < factor ? shrinking->width - x * factor : factor;
      uint32_t count = (uint32_t)(across * down);
      if (shrinking->has_alpha) {
        for (int c = 0; c < 3; c++) {
          uint64_t color = sum[3] ? ((uint64_t)sum[c] * 255 + sum[3] / 2) / sum[3] : 0;
          pixel[c] = color > 255 ? 255 : (uint8_t)color;
        }
        pixel[3] = mean(sum[3], count);
      } else {
        for (size_t c = 0; c < channels; c++) pixel[c] = mean(sum[c], count);
      }
    }
  }
}
