#include <stdlib.h>
#include <string.h>

#include "cimaging.h"
#include "pixels/alpha.h"

typedef struct {
  ti_surface surface;
  uint8_t *luminance[3];  // of the row before, this row, and the row after
  uint64_t cells[ti_grid_rows * ti_grid_columns];
  uint64_t color[3], squares;
  int64_t slopes;
} job;

static inline uint8_t luminance_of(unsigned red, unsigned green, unsigned blue) {
  return (uint8_t)((77 * red + 150 * green + 29 * blue + 128) >> 8);
}

/// Writes the luminance of a row and sums its colors.
static void load_opaque(job *job, const uint8_t *pixel, uint8_t *luminance) {
  uint32_t red = 0, green = 0, blue = 0;
  for (size_t x = 0; x < job->surface.width; x++, pixel += 3) {
    red += pixel[0];
    green += pixel[1];
    blue += pixel[2];
    luminance[x] = luminance_of(pixel[0], pixel[1], pixel[2]);
  }
  job->color[0] += red;
  job->color[1] += green;
  job->color[2] += blue;
}

/// The same with transparent parts on white.
static void load_clear(job *job, const uint8_t *pixel, uint8_t *luminance) {
  uint32_t sums[3] = {0, 0, 0};
  for (size_t x = 0; x < job->surface.width; x++, pixel += 4) {
    unsigned alpha = pixel[3], white = 255 * (255 - alpha), color[3];
    for (int c = 0; c < 3; c++) sums[c] += color[c] = ti_over_255(pixel[c] * alpha + white);
    luminance[x] = luminance_of(color[0], color[1], color[2]);
  }
  for (int c = 0; c < 3; c++) job->color[c] += sums[c];
}

static void load_row(job *job, size_t y, uint8_t *luminance) {
  size_t channels = job->surface.channels;
  const uint8_t *row = job->surface.pixels + y * job->surface.width * channels;
  if (channels == 3) load_opaque(job, row, luminance);
  else load_clear(job, row, luminance);
}

static void add_to_cells(job *job, size_t y, const uint8_t *luminance) {
  size_t width = job->surface.width;
  // The cell that contains y: cells begin at row * height / rows, rounded down.
  size_t row = ((y + 1) * ti_grid_rows - 1) / job->surface.height;
  uint64_t *cells = job->cells + row * ti_grid_columns;
  for (size_t column = 0; column < ti_grid_columns; column++) {
    size_t end = (column + 1) * width / ti_grid_columns;
    uint32_t sum = 0;
    for (size_t x = column * width / ti_grid_columns; x < end; x++) sum += luminance[x];
    cells[column] += sum;
  }
}

/// Sums the Laplacian of the inner pixels and its square, in blocks whose sums fit 32 bits.
static void add_slopes(job *job) {
  const uint8_t *above = job->luminance[0], *here = job->luminance[1], *below = job->luminance[2];
  size_t last = job->surface.width - 1;
  for (size_t x = 1; x < last;) {
    size_t end = x + 1024 < last ? x + 1024 : last;
    int32_t sum = 0;
    uint32_t squares = 0;
    for (; x < end; x++) {
      int32_t slope = above[x] + below[x] + here[x - 1] + here[x + 1] - 4 * here[x];
      sum += slope;
      squares += (uint32_t)(slope * slope);
    }
    job->slopes += sum;
    job->squares += squares;
  }
}

static void measure(job *job) {
  size_t height = job->surface.height;
  for (size_t y = 0; y < height; y++) {
    uint8_t *oldest = job->luminance[0];
    job->luminance[0] = job->luminance[1];
    job->luminance[1] = job->luminance[2];
    job->luminance[2] = oldest;
    load_row(job, y, oldest);
    add_to_cells(job, y, oldest);
    if (y >= 2) add_slopes(job);
  }
}

static void report(const job *job, ti_measures *measures) {
  size_t width = job->surface.width, height = job->surface.height;
  for (size_t i = 0; i < ti_grid_rows * ti_grid_columns; i++) {
    size_t row = i / ti_grid_columns, column = i % ti_grid_columns;
    size_t rows = (row + 1) * height / ti_grid_rows - row * height / ti_grid_rows;
    size_t columns
      = (column + 1) * width / ti_grid_columns - column * width / ti_grid_columns;
    measures->grid[i] = (uint16_t)(job->cells[i] * 256 / (rows * columns));
  }
  for (int c = 0; c < 3; c++)
    measures->mean[c] = (uint8_t)((job->color[c] + width * height / 2) / (width * height));
  double inside = (double)(width - 2) * (double)(height - 2);
  double mean = (double)job->slopes / inside;
  measures->sharpness = (double)job->squares / inside - mean * mean;
}

int ti_measure(ti_surface surface, ti_measures *measures) {
  job *state = calloc(1, sizeof *state);
  uint8_t *rows = calloc(3, surface.width);
  if (state && rows) {
    state->surface = surface;
    for (size_t i = 0; i < 3; i++) state->luminance[i] = rows + i * surface.width;
    measure(state);
    report(state, measures);
  }
  int done = state && rows;
  free(rows);
  free(state);
  return done;
}

void ti_count_colors(ti_surface surface, ti_color_bin *bins) {
  memset(bins, 0, ti_color_bins * sizeof *bins);
  size_t count = surface.width * surface.height;
  for (size_t i = 0; i < count; i++) {
    const uint8_t *pixel = surface.pixels + i * surface.channels;
    // Mostly transparent pixels are not counted.
    if (surface.channels == 4 && pixel[3] < 128) continue;
    ti_color_bin *bin = bins + ((pixel[0] >> 4) << 8 | (pixel[1] >> 4) << 4 | pixel[2] >> 4);
    bin->count++;
    bin->red += pixel[0];
    bin->green += pixel[1];
    bin->blue += pixel[2];
  }
}
