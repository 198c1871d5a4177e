#include "samples.h"

static uint32_t sample(const void *row, size_t index, size_t bits) {
  const uint8_t *bytes = row;
  if (bits == 8) return bytes[index];
  if (bits == 16) return ((const uint16_t *)row)[index];
  size_t bit = index * bits;
  return bytes[bit / 8] >> (8 - bits - bit % 8) & ((1u << bits) - 1);
}

static uint32_t divided(uint32_t value, uint32_t alpha, uint32_t most) {
  if (alpha == 0) return 0;
  uint64_t straight = ((uint64_t)value * most + alpha / 2) / alpha;
  return straight > most ? most : (uint32_t)straight;
}

static uint8_t narrowed(uint32_t value, uint32_t most) {
  return (uint8_t)((value * 255u + most / 2) / most);
}

/// Reads the pixel whose first sample has the number `first`: values of 0 to `most`, or what the palette
/// has, which are 16 bits. Gray stands in all three.
static void read_pixel(
  const ti_samples *form, const void *row, size_t first, size_t channels, uint32_t values[4]) {
  uint32_t most = (1u << form->bits) - 1;
  int colors = ti_color_samples(form->photometric);
  values[3] = most;
  for (int i = 0; i < colors; i++) values[i] = sample(row, first + (size_t)i, form->bits);
  if (form->photometric == 3) {
    uint32_t index = values[0];
    for (int i = 0; i < 3; i++) values[i] = form->map[i][index];
    most = 65535;
    values[3] = most;
  } else if (colors == 1) {
    if (form->photometric == 0) values[0] = most - values[0];
    values[1] = values[2] = values[0];
  }
  if (form->alpha == 0 || channels != 4) return;
  uint32_t stored = sample(row, first + (size_t)colors, form->bits);
  uint32_t full = (1u << form->bits) - 1;
  values[3] = form->photometric == 3 ? stored * 65535u / full : stored;
  if (form->alpha == 1)
    for (int i = 0; i < 3; i++) values[i] = divided(values[i], values[3], most);
}

static void put_pixels(
  const ti_samples *form, const void *row, size_t columns, ti_surface target, uint8_t *to) {
  uint32_t most = form->photometric == 3 ? 65535 : (1u << form->bits) - 1;
  const ti_narrowing *narrowing = form->photometric == 5 || form->bits != 16 ? NULL : form->narrowing;
  uint16_t *deep = narrowing != NULL ? narrowing->deep : NULL;
  for (size_t i = 0; i < columns; i++) {
    uint32_t values[4];
    read_pixel(form, row, i * form->count, target.channels, values);
    for (size_t c = 0; c < target.channels; c++) {
      if (deep != NULL) *deep++ = (uint16_t)values[c];
      else *to++ = narrowed(values[c], most);
    }
  }
  if (narrowing != NULL) narrowing->narrow(narrowing->context, narrowing->deep, columns, to);
}

/// Puts one plane of the picture: a gray one in three channels.
static void put_plane(
  const ti_samples *form, const void *row, size_t columns, int plane, ti_surface target,
  uint8_t *to) {
  int colors = ti_color_samples(form->photometric);
  int is_alpha = plane == colors && form->alpha != 0 && target.channels == 4;
  if (plane >= colors && !is_alpha) return;
  uint32_t most = (1u << form->bits) - 1;
  for (size_t i = 0; i < columns; i++, to += target.channels) {
    uint32_t value = sample(row, i, form->bits);
    if (is_alpha) {
      to[3] = narrowed(value, most);
    } else if (form->photometric == 3) {
      for (int c = 0; c < 3; c++) to[c] = narrowed(form->map[c][value], 65535);
    } else if (colors == 1) {
      to[0] = to[1] = to[2] = narrowed(form->photometric == 0 ? most - value : value, most);
    } else {
      to[plane] = narrowed(value, most);
    }
  }
}

void ti_put_samples(
  const ti_samples *form, const void *row, size_t columns, int plane, ti_surface target, size_t x,
  size_t y) {
  uint8_t *to = target.pixels + (y * target.width + x) * target.channels;
  // One plane of one sample is no plane at all.
  if (form->count == 1 || !form->in_planes) put_pixels(form, row, columns, target, to);
  else put_plane(form, row, columns, plane, target, to);
}

void ti_divide_by_alpha(ti_surface surface) {
  if (surface.channels != 4) return;
  uint8_t *pixel = surface.pixels, *end = pixel + surface.width * surface.height * 4;
  for (; pixel < end; pixel += 4)
    for (int i = 0; i < 3; i++) pixel[i] = (uint8_t)divided(pixel[i], pixel[3], 255);
}
