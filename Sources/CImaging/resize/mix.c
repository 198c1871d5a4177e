#include "resize/mix.h"

#if defined(__x86_64__)

#include <immintrin.h>

/// Two weights side by side, as the multiply-and-add instruction takes them.
static inline int pair(const int16_t *weights) {
  return (int)((uint32_t)(uint16_t)weights[1] << 16 | (uint16_t)weights[0]);
}

static void mix_rows_sse2(
  const int16_t *const *rows, const int16_t *weights, size_t taps, size_t count, int16_t *mixed) {
  for (size_t i = 0; i < count; i += 8) {
    __m128i low = _mm_set1_epi32(ti_unit / 2), high = low;
    for (size_t k = 0; k < taps; k += 2) {
      __m128i weight = _mm_set1_epi32(pair(weights + k));
      __m128i a = _mm_loadu_si128((const __m128i *)(rows[k] + i));
      __m128i b = _mm_loadu_si128((const __m128i *)(rows[k + 1] + i));
      low = _mm_add_epi32(low, _mm_madd_epi16(_mm_unpacklo_epi16(a, b), weight));
      high = _mm_add_epi32(high, _mm_madd_epi16(_mm_unpackhi_epi16(a, b), weight));
    }
    low = _mm_srai_epi32(low, ti_unit_bits);
    high = _mm_srai_epi32(high, ti_unit_bits);
    _mm_storeu_si128((__m128i *)(mixed + i), _mm_packs_epi32(low, high));
  }
}

__attribute__((target("avx2"))) static void mix_rows_avx2(
  const int16_t *const *rows, const int16_t *weights, size_t taps, size_t count, int16_t *mixed) {
  for (size_t i = 0; i < count; i += 16) {
    __m256i low = _mm256_set1_epi32(ti_unit / 2), high = low;
    for (size_t k = 0; k < taps; k += 2) {
      __m256i weight = _mm256_set1_epi32(pair(weights + k));
      __m256i a = _mm256_loadu_si256((const __m256i *)(rows[k] + i));
      __m256i b = _mm256_loadu_si256((const __m256i *)(rows[k + 1] + i));
      low = _mm256_add_epi32(low, _mm256_madd_epi16(_mm256_unpacklo_epi16(a, b), weight));
      high = _mm256_add_epi32(high, _mm256_madd_epi16(_mm256_unpackhi_epi16(a, b), weight));
    }
    low = _mm256_srai_epi32(low, ti_unit_bits);
    high = _mm256_srai_epi32(high, ti_unit_bits);
    // Unpacking and packing both work within 128-bit halves, so the order is restored.
    _mm256_storeu_si256((__m256i *)(mixed + i), _mm256_packs_epi32(low, high));
  }
}

/// Rounds four sums, within 0...1, and stores them.
static inline void store_sums(__m128i sums, int16_t *mixed) {
  sums = _mm_srai_epi32(_mm_add_epi32(sums, _mm_set1_epi32(ti_unit / 2)), ti_unit_bits);
  __m128i values = _mm_min_epi16(_mm_packs_epi32(sums, sums), _mm_set1_epi16(ti_unit));
  _mm_storel_epi64((__m128i *)mixed, _mm_max_epi16(values, _mm_setzero_si128()));
}

void ti_mix_pairs(const int16_t *row, size_t channels, size_t pairs, int16_t *paired) {
  for (size_t i = 0; i < pairs; i++, row += 2 * channels) {
    __m128i left = _mm_loadl_epi64((const __m128i *)row);
    __m128i right = _mm_loadl_epi64((const __m128i *)(row + channels));
    _mm_storeu_si128((__m128i *)(paired + i * 8), _mm_unpacklo_epi16(left, right));
  }
}

void ti_mix_along(const int16_t *paired, const ti_filter *across, size_t count, int16_t *mixed) {
  const int16_t *weights = across->weights;
  for (size_t x = 0; x < count; x++, weights += across->stride) {
    const int16_t *from = paired + across->first[x] * 4;
    __m128i sums = _mm_setzero_si128();
    for (size_t k = 0; k < across->stride; k += 2) {
      __m128i values = _mm_loadu_si128((const __m128i *)(from + k * 4));
      sums = _mm_add_epi32(sums, _mm_madd_epi16(values, _mm_set1_epi32(pair(weights + k))));
    }
    store_sums(sums, mixed + x * 4);
  }
}

void ti_mix_rows(
  const int16_t *const *rows, const int16_t *weights, size_t taps, size_t count, int16_t *mixed) {
  if (__builtin_cpu_supports("avx2")) mix_rows_avx2(rows, weights, taps, count, mixed);
  else mix_rows_sse2(rows, weights, taps, count, mixed);
}

#else

void ti_mix_pairs(const int16_t *row, size_t channels, size_t pairs, int16_t *paired) {
  for (size_t i = 0; i < pairs; i++, row += 2 * channels, paired += 8) {
    for (size_t c = 0; c < channels; c++) {
      paired[2 * c] = row[c];
      paired[2 * c + 1] = row[channels + c];
    }
  }
}

void ti_mix_along(const int16_t *paired, const ti_filter *across, size_t count, int16_t *mixed) {
  const int16_t *weights = across->weights;
  for (size_t x = 0; x < count; x++, weights += across->stride, mixed += 4) {
    const int16_t *from = paired + across->first[x] * 4;
    int32_t sums[4] = {0, 0, 0, 0};
    for (size_t k = 0; k < across->stride; k += 2, from += 8)
      for (size_t c = 0; c < 4; c++)
        sums[c] += weights[k] * from[2 * c] + weights[k + 1] * from[2 * c + 1];
    for (size_t c = 0; c < 4; c++) {
      int32_t value = (sums[c] + ti_unit / 2) >> ti_unit_bits;
      mixed[c] = (int16_t)(value < 0 ? 0 : value > ti_unit ? ti_unit : value);
    }
  }
}

void ti_mix_rows(
  const int16_t *const *rows, const int16_t *weights, size_t taps, size_t count, int16_t *mixed) {
  for (size_t i = 0; i < count; i += ti_mix_block) {
    int32_t sums[ti_mix_block];
    for (size_t j = 0; j < ti_mix_block; j++) sums[j] = ti_unit / 2;
    for (size_t k = 0; k < taps; k++)
      for (size_t j = 0; j < ti_mix_block; j++) sums[j] += weights[k] * rows[k][i + j];
    for (size_t j = 0; j < ti_mix_block; j++) mixed[i + j] = (int16_t)(sums[j] >> ti_unit_bits);
  }
}

#endif
