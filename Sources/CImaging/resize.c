#include <stdlib.h>

#include "filter.h"
#include "light.h"
#include "mix.h"

/// Rows of the source in linear light, as planes; only as many as one target row needs.
typedef struct {
  ti_surface source;
  size_t shrink_x, shrink_y, width, height;  // in blocks of the source
  size_t stride, rows, loaded;
  int16_t *ring;
  uint64_t *sums;
} window;

typedef struct {
  ti_light light;
  window window;
  ti_filter across, down;
  const int16_t **rows;  // that one target row is made of
  int16_t *planes;  // one row, resized in height only
} job;

/// Beyond this ratio, averaging blocks first looks the same and bounds the window of rows.
static size_t shrink_for(size_t from, size_t to) {
  size_t shrink = from / (to * 4);
  return shrink > 1 ? shrink : 1;
}

static void window_plan(window *window, ti_surface source, ti_surface target) {
  window->source = source;
  window->shrink_x = shrink_for(source.width, target.width);
  window->shrink_y = shrink_for(source.height, target.height);
  window->width = (source.width + window->shrink_x - 1) / window->shrink_x;
  window->height = (source.height + window->shrink_y - 1) / window->shrink_y;
}

static int allocate(job *job, ti_surface target) {
  window *rows = &job->window;
  double span_x = (double)rows->source.width / (double)rows->shrink_x;
  double span_y = (double)rows->source.height / (double)rows->shrink_y;
  if (!ti_filter_make(&job->across, rows->width, span_x, target.width)) return 0;
  if (!ti_filter_make(&job->down, rows->height, span_y, target.height)) return 0;
  // Padded taps read past the last pixel; their weight is zero, the memory must exist.
  rows->stride
    = (rows->width + job->across.stride + ti_mix_block - 1) / ti_mix_block * ti_mix_block;
  rows->rows = job->down.stride;
  size_t values = rows->stride * target.channels;
  rows->ring = calloc(rows->rows * values, sizeof *rows->ring);
  rows->sums = calloc(values, sizeof *rows->sums);
  job->rows = calloc(rows->rows, sizeof *job->rows);
  job->planes = calloc(values, sizeof *job->planes);
  return rows->ring && rows->sums && job->rows && job->planes;
}

static const int16_t *window_row(const window *window, size_t y) {
  return window->ring + (y % window->rows) * window->stride * window->source.channels;
}

static void window_load(window *window, const ti_light *light, size_t end) {
  for (; window->loaded < end && window->loaded < window->height; window->loaded++)
    ti_light_load(
      light, window->source, window->loaded, window->shrink_x, window->shrink_y, window->sums,
      window->stride, (int16_t *)window_row(window, window->loaded));
}

static void resize_down(job *job, size_t y) {
  window *rows = &job->window;
  size_t first = job->down.first[y], values = rows->stride * rows->source.channels;
  const int16_t *weights = job->down.weights + y * job->down.stride;
  size_t taps = job->down.stride;
  window_load(rows, &job->light, first + taps);
  // Padding weighs nothing.
  while (taps > 2 && weights[taps - 1] == 0 && weights[taps - 2] == 0) taps -= 2;
  for (size_t k = 0; k < taps; k++) job->rows[k] = window_row(rows, first + k);
  ti_mix_rows(job->rows, weights, taps, values, job->planes);
}

static void resize_across(const job *job, ti_surface target, size_t y) {
  size_t taps = job->across.stride, stride = job->window.stride;
  uint8_t *pixel = target.pixels + y * target.width * target.channels;
  for (size_t x = 0; x < target.width; x++, pixel += target.channels) {
    const int16_t *weights = job->across.weights + x * taps;
    const int16_t *from = job->planes + job->across.first[x];
    int32_t linear[4];
    ti_mix_along(from, stride, target.channels, weights, taps, linear);
    for (size_t c = 0; c < target.channels; c++)
      linear[c] = (linear[c] + ti_unit / 2) >> ti_unit_bits;
    ti_light_store(&job->light, linear, target.channels, pixel);
  }
}

int ti_resize(ti_surface source, ti_surface target) {
  job *state = calloc(1, sizeof *state);
  if (!state) return 0;
  window_plan(&state->window, source, target);
  int ready = allocate(state, target);
  if (ready) {
    ti_light_make(&state->light);
    for (size_t y = 0; y < target.height; y++) {
      resize_down(state, y);
      resize_across(state, target, y);
    }
  }
  ti_filter_free(&state->across);
  ti_filter_free(&state->down);
  free(state->window.ring);
  free(state->window.sums);
  free(state->rows);
  free(state->planes);
  free(state);
  return ready;
}
