#include "light.h"

#include <math.h>
#include <string.h>

static double linear_of(double srgb) {
  return srgb <= 0.04045 ? srgb / 12.92 : pow((srgb + 0.055) / 1.055, 2.4);
}

void ti_light_make(ti_light *light) {
  size_t next = 0;
  for (int value = 0; value < 256; value++) {
    light->to_linear[value] = (int16_t)lrint(linear_of(value / 255.0) * ti_unit);
    double border = value < 255 ? linear_of((value + 0.5) / 255.0) * ti_unit : ti_unit;
    while (next <= ti_unit && (double)next <= border) light->to_srgb[next++] = (uint8_t)value;
  }
}

static inline int32_t alpha_of(const uint8_t *pixel) { return (pixel[3] * ti_unit + 127) / 255; }

static void load_pixels(
  const ti_light *light, const uint8_t *row, size_t width, size_t channels, size_t stride,
  int16_t *planes) {
  const int16_t *linear = light->to_linear;
  if (channels == 3) {
    for (size_t x = 0; x < width; x++, row += 3)
      for (size_t c = 0; c < 3; c++) planes[c * stride + x] = linear[row[c]];
    return;
  }
  for (size_t x = 0; x < width; x++, row += 4) {
    int32_t alpha = alpha_of(row);
    for (size_t c = 0; c < 3; c++)
      planes[c * stride + x] = (int16_t)((linear[row[c]] * alpha + ti_unit / 2) >> ti_unit_bits);
    planes[3 * stride + x] = (int16_t)alpha;
  }
}

/// Adds `row` to the sums of its blocks: 28 bits a pixel, so that any block fits 64.
static void add_pixels(
  const ti_light *light, const uint8_t *row, size_t width, size_t channels, size_t shrink,
  size_t stride, uint64_t *sums) {
  for (size_t x = 0, cell = 0; x < width; cell++) {
    size_t end = x + shrink < width ? x + shrink : width;
    uint64_t block[4] = {0, 0, 0, 0};
    for (; x < end; x++, row += channels) {
      uint64_t alpha = channels == 4 ? (uint64_t)alpha_of(row) : ti_unit;
      for (size_t c = 0; c < 3; c++) block[c] += (uint64_t)light->to_linear[row[c]] * alpha;
      block[3] += alpha * ti_unit;
    }
    for (size_t c = 0; c < channels; c++) sums[c * stride + cell] += block[c];
  }
}

void ti_light_load(
  const ti_light *light, ti_surface source, size_t y, size_t shrink_x, size_t shrink_y,
  uint64_t *sums, size_t stride, int16_t *planes) {
  size_t channels = source.channels, row_bytes = source.width * channels;
  if (shrink_x == 1 && shrink_y == 1) {
    load_pixels(light, source.pixels + y * row_bytes, source.width, channels, stride, planes);
    return;
  }
  size_t top = y * shrink_y, rows = source.height - top;
  if (rows > shrink_y) rows = shrink_y;
  memset(sums, 0, channels * stride * sizeof *sums);
  for (size_t row = top; row < top + rows; row++)
    add_pixels(
      light, source.pixels + row * row_bytes, source.width, channels, shrink_x, stride, sums);
  size_t cells = (source.width + shrink_x - 1) / shrink_x;
  for (size_t cell = 0; cell < cells; cell++) {
    size_t columns = source.width - cell * shrink_x;
    if (columns > shrink_x) columns = shrink_x;
    uint64_t weight = (uint64_t)rows * columns * ti_unit;
    for (size_t c = 0; c < channels; c++)
      planes[c * stride + cell] = (int16_t)((sums[c * stride + cell] + weight / 2) / weight);
  }
}

static inline int32_t clamped(int32_t value) {
  return value < 0 ? 0 : value > ti_unit ? ti_unit : value;
}

void ti_light_store(const ti_light *light, const int32_t *linear, size_t channels, uint8_t *pixel) {
  int32_t alpha = channels == 4 ? clamped(linear[3]) : ti_unit;
  if (channels == 4) pixel[3] = (uint8_t)((alpha * 255 + ti_unit / 2) >> ti_unit_bits);
  for (size_t c = 0; c < 3; c++) {
    int32_t value = clamped(linear[c]);
    if (alpha != ti_unit) value = alpha == 0 ? 0 : clamped((value << ti_unit_bits) / alpha);
    pixel[c] = light->to_srgb[value];
  }
}
