#include "resize/filter.h"

#include <math.h>
#include <stdlib.h>

/// A resampling kernel around a target pixel; both kernels reproduce pixels at a ratio of 1.
typedef struct {
  double (*weight)(double);
  double radius;
} kernel;

/// For reducing: keeps the most detail without moiré.
static double lanczos3(double x) {
  if (x == 0) return 1;
  if (fabs(x) >= 3) return 0;
  double angle = M_PI * x;
  return 3 * sin(angle) * sin(angle / 3) / (angle * angle);
}

/// For enlarging: Lanczos would ring around every edge, for no gain in detail.
static double catmull_rom(double x) {
  x = fabs(x);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  if (x < 2) return ((-0.5 * x + 2.5) * x - 4) * x + 2;
  return 0;
}

static kernel kernel_for(double ratio) {
  return ratio < 1 ? (kernel){catmull_rom, 2} : (kernel){lanczos3, 3};
}

/// Rounds `exact` to fixed point; the rounding error is added to the greatest weight.
static void quantize(const double *exact, size_t taps, int16_t *weights) {
  double sum = 0;
  for (size_t k = 0; k < taps; k++) sum += exact[k];
  int error = ti_unit;
  size_t greatest = 0;
  for (size_t k = 0; k < taps; k++) {
    weights[k] = (int16_t)lrint(exact[k] / sum * ti_unit);
    error -= weights[k];
    if (weights[k] > weights[greatest]) greatest = k;
  }
  weights[greatest] = (int16_t)(weights[greatest] + error);
}

static void fill(ti_filter *filter, size_t cells, double span, size_t count, double *exact) {
  double ratio = span / (double)count;
  double scale = ratio > 1 ? ratio : 1;
  kernel kernel = kernel_for(ratio);
  for (size_t i = 0; i < count; i++) {
    double center = ((double)i + 0.5) * ratio;
    double low = center - kernel.radius * scale, high = center + kernel.radius * scale;
    size_t first = low > 0 ? (size_t)low / 2 * 2 : 0;
    size_t end = high < (double)cells ? (size_t)ceil(high) : cells;
    for (size_t k = first; k < end; k++)
      exact[k - first] = kernel.weight(((double)k + 0.5 - center) / scale);
    filter->first[i] = first;
    quantize(exact, end - first, filter->weights + i * filter->stride);
  }
}

int ti_filter_make(ti_filter *filter, size_t cells, double span, size_t count) {
  double ratio = span / (double)count;
  size_t taps = (size_t)ceil(2 * kernel_for(ratio).radius * (ratio > 1 ? ratio : 1)) + 2;
  filter->stride = (taps + 1) / 2 * 2;
  filter->first = calloc(count, sizeof *filter->first);
  filter->weights = calloc(count * filter->stride, sizeof *filter->weights);
  double *exact = malloc(filter->stride * sizeof *exact);
  int made = filter->first && filter->weights && exact;
  if (made) fill(filter, cells, span, count, exact);
  free(exact);
  return made;
}

void ti_filter_free(ti_filter *filter) {
  free(filter->first);
  free(filter->weights);
}
