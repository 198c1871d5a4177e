// Weighted sums of rows and along rows: the inner loops of resizing.
#pragma once

#include "filter.h"

/// Values of a row are worked on in blocks of this many; rows are padded to a multiple of it.
enum { ti_mix_block = 16 };

/// Writes to `mixed` the sum of `taps` rows, each by its weight. `taps` is even, and `count` a
/// multiple of the block.
void ti_mix_rows(
  const int16_t *const *rows, const int16_t *weights, size_t taps, size_t count, int16_t *mixed);

/// Sorts pixels of 3 or 4 channels into pairs of eight values: both reds, both greens, both blues,
/// and both alphas or anything. A value behind the last pixel is read too.
void ti_mix_pairs(const int16_t *row, size_t channels, size_t pairs, int16_t *paired);

/// Writes to `mixed` for each of `count` target pixels four values within 0...1: the sums of the
/// pixels of `paired` that `across` names, each by its weight.
void ti_mix_along(const int16_t *paired, const ti_filter *across, size_t count, int16_t *mixed);
