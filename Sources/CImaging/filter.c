#include "filter.h"

#include <math.h>
#include <stdlib.h>

static const double lobes = 3;

static double lanczos(double x) {
  if (x == 0) return 1;
  if (fabs(x) >= lobes) return 0;
  double angle = M_PI * x;
  return lobes * sin(angle) * sin(angle / lobes) / (angle * angle);
}

/// Rounds `exact` to fixed point; what rounding loses goes to the greatest weight.
static void quantize(const double *exact, size_t taps, int16_t *weights) {
  double sum = 0;
  for (size_t k = 0; k < taps; k++) sum += exact[k];
  int left = ti_unit;
  size_t greatest = 0;
  for (size_t k = 0; k < taps; k++) {
    weights[k] = (int16_t)lrint(exact[k] / sum * ti_unit);
    left -= weights[k];
    if (weights[k] > weights[greatest]) greatest = k;
  }
  weights[greatest] = (int16_t)(weights[greatest] + left);
}

static void fill(ti_filter *filter, size_t cells, double span, size_t count, double *exact) {
  double ratio = span / (double)count;
  double stretch = ratio > 1 ? ratio : 1;
  for (size_t i = 0; i < count; i++) {
    double center = ((double)i + 0.5) * ratio;
    double low = center - lobes * stretch, high = center + lobes * stretch;
    size_t first = low > 0 ? (size_t)low : 0;
    size_t end = high < (double)cells ? (size_t)ceil(high) : cells;
    for (size_t k = first; k < end; k++)
      exact[k - first] = lanczos(((double)k + 0.5 - center) / stretch);
    filter->first[i] = first;
    quantize(exact, end - first, filter->weights + i * filter->stride);
  }
}

int ti_filter_make(ti_filter *filter, size_t cells, double span, size_t count) {
  double ratio = span / (double)count;
  size_t taps = (size_t)ceil(2 * lobes * (ratio > 1 ? ratio : 1)) + 2;
  filter->stride = (taps + ti_tap_multiple - 1) / ti_tap_multiple * ti_tap_multiple;
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
