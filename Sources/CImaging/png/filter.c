#include "png/filter.h"

#include <stdlib.h>
#include <string.h>

typedef uint32_t (*filter)(ti_png_row row, uint8_t *filtered);

/// The absolute value of a difference modulo 256.
static inline uint32_t size_of(uint8_t difference) { return (uint32_t)abs((int8_t)difference); }

static uint32_t none(ti_png_row row, uint8_t *filtered) {
  uint32_t sum = 0;
  for (size_t i = 0; i < row.count; i++) sum += size_of(filtered[i] = row.here[i]);
  return sum;
}

static uint32_t sub(ti_png_row row, uint8_t *filtered) {
  const uint8_t *left = row.here - row.pixel;
  uint32_t sum = 0;
  for (size_t i = 0; i < row.count; i++)
    sum += size_of(filtered[i] = (uint8_t)(row.here[i] - left[i]));
  return sum;
}

static uint32_t up(ti_png_row row, uint8_t *filtered) {
  uint32_t sum = 0;
  for (size_t i = 0; i < row.count; i++)
    sum += size_of(filtered[i] = (uint8_t)(row.here[i] - row.above[i]));
  return sum;
}

static uint32_t average(ti_png_row row, uint8_t *filtered) {
  const uint8_t *left = row.here - row.pixel;
  uint32_t sum = 0;
  for (size_t i = 0; i < row.count; i++) {
    uint8_t mean = (uint8_t)(((uint16_t)left[i] + (uint16_t)row.above[i]) >> 1);
    sum += size_of(filtered[i] = (uint8_t)(row.here[i] - mean));
  }
  return sum;
}

static uint32_t paeth(ti_png_row row, uint8_t *filtered) {
  const uint8_t *left = row.here - row.pixel, *corner = row.above - row.pixel;
  uint32_t sum = 0;
  for (size_t i = 0; i < row.count; i++) {
    int16_t a = left[i], b = row.above[i], c = corner[i];
    int16_t down = (int16_t)(b - c), across = (int16_t)(a - c), both = (int16_t)(down + across);
    int16_t pa = (int16_t)abs(down), pb = (int16_t)abs(across), pc = (int16_t)abs(both);
    int16_t nearer = pb <= pc ? b : c;
    int16_t guess = ((pa <= pb) & (pa <= pc)) ? a : nearer;
    sum += size_of(filtered[i] = (uint8_t)(row.here[i] - guess));
  }
  return sum;
}

void ti_png_filter(ti_png_row row, int flat, uint8_t *filtered, uint8_t *room) {
  static const filter filters[] = {none, sub, up, average, paeth};
  uint32_t least = UINT32_MAX;
  uint8_t *best = filtered + 1;
  for (uint8_t number = 0; number < 5; number++) {
    // Only these two keep the repeats in flat areas.
    if (flat && filters[number] != none && filters[number] != up) continue;
    uint8_t *other = best == room ? filtered + 1 : room;
    uint32_t sum = filters[number](row, other);
    if (sum >= least) continue;
    least = sum;
    filtered[0] = number;
    best = other;
  }
  if (best == room) memcpy(filtered + 1, room, row.count);
}
