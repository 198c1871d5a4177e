// Weighted sums of rows and along rows: the inner loops of resizing.
#pragma once

#include "resize/filter.h"

/// Values of a row are processed in blocks of this many; rows are padded to a multiple of it.
enum { ti_mix_block = 16 };

/// Writes to `mixed` the weighted sum of `taps` rows. `taps` must be even, and `count` a multiple of
/// the block.
void ti_mix_rows(
  const int16_t *const *rows, const int16_t *weights, size_t taps, size_t count, int16_t *mixed);

/// Interleaves pairs of pixels of 3 or 4 channels into eight values: both reds, both greens, both
/// blues, and both alphas (undefined for 3 channels). Reads one value past the last pixel.
void ti_mix_pairs(const int16_t *row, size_t channels, size_t pairs, int16_t *paired);

/// Writes to `mixed` four values within 0...1 for each of `count` target pixels: the weighted sums of
/// the pixels of `paired` that `across` selects.
void ti_mix_along(const int16_t *paired, const ti_filter *across, size_t count, int16_t *mixed);
