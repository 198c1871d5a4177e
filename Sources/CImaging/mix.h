// Weighted sums of rows and along rows: the inner loops of resizing.
#pragma once

#include "filter.h"

/// Values of a row are worked on in blocks of this many; rows are padded to a multiple of it.
enum { ti_mix_block = 16 };

/// Writes to `mixed` the sum of `taps` rows, each by its weight. `taps` is even, and `count` a
/// multiple of the block.
void ti_mix_rows(
  const int16_t *const *rows, const int16_t *weights, size_t taps, size_t count, int16_t *mixed);

#if defined(__x86_64__)

#include <immintrin.h>

/// Writes to `sums` for each of `channels` planes, `stride` values apart, the sum of `taps` values
/// from `from` on, each by its weight. `taps` is a multiple of 8.
static inline void ti_mix_along(
  const int16_t *from, size_t stride, size_t channels, const int16_t *weights, size_t taps,
  int32_t sums[4]) {
  __m128i sum[4] = {_mm_setzero_si128(), _mm_setzero_si128(), _mm_setzero_si128(),
                    _mm_setzero_si128()};
  for (size_t k = 0; k < taps; k += 8) {
    __m128i weight = _mm_loadu_si128((const __m128i *)(weights + k));
    for (size_t c = 0; c < 4; c++) {
      if (c == channels) break;
      __m128i values = _mm_loadu_si128((const __m128i *)(from + c * stride + k));
      sum[c] = _mm_add_epi32(sum[c], _mm_madd_epi16(values, weight));
    }
  }
  // Four sums of four at once.
  __m128i ab
    = _mm_add_epi32(_mm_unpacklo_epi32(sum[0], sum[1]), _mm_unpackhi_epi32(sum[0], sum[1]));
  __m128i cd
    = _mm_add_epi32(_mm_unpacklo_epi32(sum[2], sum[3]), _mm_unpackhi_epi32(sum[2], sum[3]));
  __m128i all = _mm_add_epi32(_mm_unpacklo_epi64(ab, cd), _mm_unpackhi_epi64(ab, cd));
  _mm_storeu_si128((__m128i *)sums, all);
}

#else

/// Writes to `sums` for each of `channels` planes, `stride` values apart, the sum of `taps` values
/// from `from` on, each by its weight. `taps` is a multiple of 8.
static inline void ti_mix_along(
  const int16_t *from, size_t stride, size_t channels, const int16_t *weights, size_t taps,
  int32_t sums[4]) {
  for (size_t c = 0; c < channels; c++) {
    const int16_t *values = from + c * stride;
    int32_t sum = 0;
    for (size_t k = 0; k < taps; k++) sum += values[k] * weights[k];
    sums[c] = sum;
  }
}

#endif
