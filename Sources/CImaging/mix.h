// Weighted sums of rows and along rows: the inner loops of resizing.
#pragma once

#include "filter.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// Values of a row are worked on in blocks of this many; rows are padded to a multiple of it.
enum { ti_mix_block = 16 };

/// Writes to `mixed` the sum of `taps` rows, each by its weight. `taps` is even, and `count` a
/// multiple of the block.
void ti_mix_rows(
  const int16_t *const *rows, const int16_t *weights, size_t taps, size_t count, int16_t *mixed);

/// Sorts pixels of 3 or 4 channels into pairs of eight values: both reds, both greens, both blues,
/// and both alphas or anything.
void ti_mix_pairs(const int16_t *row, size_t channels, size_t pairs, int16_t *paired);

/// Writes to `mixed` for each channel the sum of `taps` pixels of `paired`, each by its weight,
/// within 0...1.
static inline void ti_mix_along(
  const int16_t *paired, const int16_t *weights, size_t taps, int16_t mixed[4]) {
#if defined(__x86_64__)
  __m128i sum = _mm_set1_epi32(ti_unit / 2);
  for (size_t k = 0; k < taps; k += 2) {
    __m128i weight = _mm_shuffle_epi32(_mm_loadu_si32(weights + k), 0);
    __m128i pair = _mm_loadu_si128((const __m128i *)(paired + k * 4));
    sum = _mm_add_epi32(sum, _mm_madd_epi16(pair, weight));
  }
  sum = _mm_srai_epi32(sum, ti_unit_bits);
  __m128i values = _mm_packs_epi32(sum, sum);
  values = _mm_max_epi16(_mm_min_epi16(values, _mm_set1_epi16(ti_unit)), _mm_setzero_si128());
  _mm_storel_epi64((__m128i *)mixed, values);
#else
  for (size_t c = 0; c < 4; c++) {
    int32_t sum = ti_unit / 2;
    for (size_t k = 0; k < taps; k += 2) {
      const int16_t *pair = paired + k * 4 + c * 2;
      sum += weights[k] * pair[0] + weights[k + 1] * pair[1];
    }
    sum >>= ti_unit_bits;
    mixed[c] = (int16_t)(sum < 0 ? 0 : sum > ti_unit ? ti_unit : sum);
  }
#endif
}
