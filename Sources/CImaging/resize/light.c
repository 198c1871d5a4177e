#include "resize/light.h"

#include <math.h>

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

void ti_light_load(
  const ti_light *light, const uint8_t *pixels, size_t width, size_t channels, int16_t *linear) {
  const int16_t *to_linear = light->to_linear;
  if (channels == 3) {
    for (size_t i = 0; i < width * 3; i++) linear[i] = to_linear[pixels[i]];
    return;
  }
  for (size_t x = 0; x < width; x++, pixels += 4, linear += 4) {
    int32_t alpha = alpha_of(pixels);
    for (size_t c = 0; c < 3; c++)
      linear[c] = (int16_t)((to_linear[pixels[c]] * alpha + ti_unit / 2) >> ti_unit_bits);
    linear[3] = (int16_t)alpha;
  }
}

/// A pixel adds at most 28 bits, so any block fits 64.
static inline void add_block(
  const int16_t *to_linear, const uint8_t *pixels, size_t count, size_t channels, uint64_t *sums) {
  uint64_t block[4] = {0, 0, 0, 0};
  for (size_t i = 0; i < count; i++, pixels += channels) {
    uint64_t alpha = channels == 4 ? (uint64_t)alpha_of(pixels) : ti_unit;
    for (size_t c = 0; c < 3; c++) block[c] += (uint64_t)to_linear[pixels[c]] * alpha;
    block[3] += alpha * ti_unit;
  }
  for (size_t c = 0; c < channels; c++) sums[c] += block[c];
}

static inline void add_blocks(
  const int16_t *to_linear, const uint8_t *pixels, size_t width, size_t channels, size_t shrink,
  uint64_t *sums) {
  size_t x = 0;
  for (; x + shrink <= width; x += shrink, sums += channels)
    add_block(to_linear, pixels + x * channels, shrink, channels, sums);
  if (x < width) add_block(to_linear, pixels + x * channels, width - x, channels, sums);
}

void ti_light_add(
  const ti_light *light, const uint8_t *pixels, size_t width, size_t channels, size_t shrink,
  uint64_t *sums) {
  // Known numbers make the inner loops short: most pictures are opaque, and most blocks of two.
  if (channels == 3 && shrink == 2) add_blocks(light->to_linear, pixels, width, 3, 2, sums);
  else if (channels == 3) add_blocks(light->to_linear, pixels, width, 3, shrink, sums);
  else add_blocks(light->to_linear, pixels, width, 4, shrink, sums);
}

static void divide(const uint64_t *sums, size_t count, uint64_t weight, int16_t *linear) {
  if ((weight & (weight - 1)) == 0) {
    int bits = __builtin_ctzll(weight);
    for (size_t i = 0; i < count; i++) linear[i] = (int16_t)((sums[i] + weight / 2) >> bits);
  } else {
    for (size_t i = 0; i < count; i++) linear[i] = (int16_t)((sums[i] + weight / 2) / weight);
  }
}

void ti_light_mean(
  const uint64_t *sums, size_t width, size_t channels, size_t shrink, size_t rows, int16_t *linear) {
  size_t whole = width / shrink * channels, rest = width % shrink;
  divide(sums, whole, (uint64_t)rows * shrink * ti_unit, linear);
  if (rest > 0) divide(sums + whole, channels, (uint64_t)rows * rest * ti_unit, linear + whole);
}
