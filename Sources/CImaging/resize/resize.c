#include "resize/resize.h"

#include <stdlib.h>
#include <string.h>

#include "resize/filter.h"
#include "resize/light.h"
#include "resize/mix.h"

/// Where the source is much larger than the target, blocks of its pixels are averaged into cells.
struct ti_resizing {
  ti_surface target;
  size_t source_width, source_height, added;
  size_t shrink_x, shrink_y, width, height;  // in cells
  size_t stride, ring_rows, loaded, written;
  ti_light light;
  ti_filter across, down;
  int16_t *ring;  // as many rows of cells as one target row needs
  uint64_t *sums;  // of cells whose rows are incomplete
  const int16_t **rows;  // that contribute to one target row
  int16_t *mixed, *paired;  // one row, resized vertically only
  int16_t *linear;  // one row of the target
};

/// Beyond this ratio, averaging blocks first looks the same and limits the rows in memory.
static size_t shrink_for(size_t from, size_t to) {
  size_t shrink = from / (to * 4);
  return shrink > 1 ? shrink : 1;
}

static int allocate(ti_resizing *state) {
  double span_x = (double)state->source_width / (double)state->shrink_x;
  double span_y = (double)state->source_height / (double)state->shrink_y;
  if (!ti_filter_make(&state->across, state->width, span_x, state->target.width)) return 0;
  if (!ti_filter_make(&state->down, state->height, span_y, state->target.height)) return 0;
  // Padding taps read past the last pixel: their weight is zero, but the memory must exist.
  size_t cells = state->width + state->across.stride + 2, channels = state->target.channels;
  state->stride = (cells * channels + ti_mix_block - 1) / ti_mix_block * ti_mix_block;
  state->ring_rows = state->down.stride;
  state->ring = calloc(state->ring_rows * state->stride, sizeof *state->ring);
  state->sums = calloc(state->stride, sizeof *state->sums);
  state->rows = calloc(state->ring_rows, sizeof *state->rows);
  state->mixed = calloc(state->stride, sizeof *state->mixed);
  state->paired = calloc(cells * 4 + 8, sizeof *state->paired);
  state->linear = calloc(state->target.width * 4, sizeof *state->linear);
  return state->ring && state->sums && state->rows && state->mixed && state->paired
    && state->linear;
}

ti_resizing *ti_resizing_begin(size_t width, size_t height, ti_surface target) {
  ti_resizing *state = calloc(1, sizeof *state);
  if (!state) return NULL;
  state->target = target;
  state->source_width = width;
  state->source_height = height;
  state->shrink_x = shrink_for(width, target.width);
  state->shrink_y = shrink_for(height, target.height);
  state->width = (width + state->shrink_x - 1) / state->shrink_x;
  state->height = (height + state->shrink_y - 1) / state->shrink_y;
  if (!allocate(state)) {
    ti_resizing_end(state);
    return NULL;
  }
  ti_light_make(&state->light);
  return state;
}

void ti_resizing_end(ti_resizing *state) {
  ti_filter_free(&state->across);
  ti_filter_free(&state->down);
  free(state->ring);
  free(state->sums);
  free(state->rows);
  free(state->mixed);
  free(state->paired);
  free(state->linear);
  free(state);
}

static int16_t *ring_row(const ti_resizing *state, size_t y) {
  return state->ring + (y % state->ring_rows) * state->stride;
}

/// Adds a row to the ring. Returns whether a row of cells is complete.
static int load(ti_resizing *state, const uint8_t *row) {
  size_t width = state->source_width, channels = state->target.channels;
  size_t y = state->added++;
  int16_t *cells = ring_row(state, state->loaded);
  if (state->shrink_x == 1 && state->shrink_y == 1) {
    ti_light_load(&state->light, row, width, channels, cells);
    return 1;
  }
  ti_light_add(&state->light, row, width, channels, state->shrink_x, state->sums);
  if (state->added % state->shrink_y != 0 && state->added < state->source_height) return 0;
  ti_light_mean(state->sums, width, channels, state->shrink_x, y % state->shrink_y + 1, cells);
  memset(state->sums, 0, state->stride * sizeof *state->sums);
  return 1;
}

static void resize_down(ti_resizing *state, const int16_t *weights, size_t taps) {
  size_t first = state->down.first[state->written], channels = state->target.channels;
  for (size_t k = 0; k < taps; k++) state->rows[k] = ring_row(state, first + k);
  ti_mix_rows(state->rows, weights, taps, state->stride, state->mixed);
  ti_mix_pairs(state->mixed, channels, (state->width + 1) / 2, state->paired);
}

static inline void store(const ti_resizing *state, size_t channels, uint8_t *pixel) {
  for (size_t x = 0; x < state->target.width; x++, pixel += channels)
    ti_light_store(&state->light, state->linear + x * 4, channels, pixel);
}

/// Writes the next row of the target. Returns 0 if it needs source rows that have not arrived.
static int write_row(ti_resizing *state) {
  size_t y = state->written, taps = state->down.stride;
  const int16_t *weights = state->down.weights + y * taps;
  // Skip padding taps of weight zero.
  while (taps > 2 && weights[taps - 1] == 0 && weights[taps - 2] == 0) taps -= 2;
  size_t end = state->down.first[y] + taps;
  if (state->loaded < (end < state->height ? end : state->height)) return 0;
  resize_down(state, weights, taps);
  uint8_t *pixel = state->target.pixels + y * state->target.width * state->target.channels;
  ti_mix_along(state->paired, &state->across, state->target.width, state->linear);
  if (state->target.channels == 3) store(state, 3, pixel);
  else store(state, 4, pixel);
  state->written++;
  return 1;
}

void ti_resizing_add_row(ti_resizing *state, const uint8_t *row) {
  if (!load(state, row)) return;
  state->loaded++;
  while (state->written < state->target.height && write_row(state)) {}
}

int ti_resize(ti_surface source, ti_surface target) {
  ti_resizing *state = ti_resizing_begin(source.width, source.height, target);
  if (!state) return 0;
  size_t stride = source.width * source.channels;
  for (size_t y = 0; y < source.height; y++) ti_resizing_add_row(state, source.pixels + y * stride);
  ti_resizing_end(state);
  return 1;
}
