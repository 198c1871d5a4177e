// Resampling weights along one axis.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// Weights are fixed-point with this many bits below one, and so is linear light: products of
/// both and their sums, overshoot included, stay within 32 bits.
enum { ti_unit_bits = 14, ti_unit = 1 << ti_unit_bits };

/// For each target position, the first source position and `stride` weights that sum to one. Both
/// numbers are even: positions are processed in pairs.
typedef struct {
  size_t stride, *first;
  int16_t *weights;
} ti_filter;

/// Computes Lanczos 3 weights, or Catmull-Rom when enlarging, from `cells` source positions to
/// `count`. `span` is the source length in cells, less than `cells` if the last is partial. Returns
/// 0 if out of memory; free with `ti_filter_free` in either case.
int ti_filter_make(ti_filter *filter, size_t cells, double span, size_t count);

void ti_filter_free(ti_filter *filter);
