#include <stdlib.h>
#include <string.h>

#include "png_filter.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

static void up(const uint8_t *from, const uint8_t *above, size_t count, uint8_t *here) {
  for (size_t i = 0; i < count; i++) here[i] = (uint8_t)(from[i] + above[i]);
}

static inline void sub(const uint8_t *from, size_t count, size_t pixel, uint8_t *here) {
  uint8_t left[4] = {0, 0, 0, 0};
  for (size_t i = 0; i < count; i += pixel)
    for (size_t c = 0; c < pixel; c++) here[i + c] = left[c] = (uint8_t)(from[i + c] + left[c]);
}

static inline void average(
  const uint8_t *from, const uint8_t *above, size_t count, size_t pixel, uint8_t *here) {
  uint8_t left[4] = {0, 0, 0, 0};
  for (size_t i = 0; i < count; i += pixel)
    for (size_t c = 0; c < pixel; c++)
      here[i + c] = left[c] = (uint8_t)(from[i + c] + (left[c] + above[i + c]) / 2);
}

#if defined(__x86_64__)

/// A pixel's bytes as 16-bit numbers. Reads four whatever a pixel has.
static inline __m128i load(const uint8_t *at) {
  return _mm_unpacklo_epi8(_mm_loadu_si32(at), _mm_setzero_si128());
}

static inline __m128i absolute(__m128i value) {
  return _mm_max_epi16(value, _mm_sub_epi16(_mm_setzero_si128(), value));
}

static inline __m128i choose(__m128i mask, __m128i yes, __m128i no) {
  return _mm_or_si128(_mm_and_si128(mask, yes), _mm_andnot_si128(mask, no));
}

/// All channels of a pixel at once. Which neighbour is nearest is anyone's guess in grain, so that
/// branches cost most of the time of reading.
static inline void paeth(
  const uint8_t *from, const uint8_t *above, size_t count, size_t pixel, uint8_t *here) {
  __m128i a = _mm_setzero_si128(), c = a;
  for (size_t i = 0; i < count; i += pixel) {
    __m128i b = load(above + i);
    __m128i down = _mm_sub_epi16(b, c), across = _mm_sub_epi16(a, c);
    __m128i pa = absolute(down), pb = absolute(across), pc = absolute(_mm_add_epi16(down, across));
    __m128i least = _mm_min_epi16(pc, _mm_min_epi16(pa, pb));
    __m128i guess = choose(_mm_cmpeq_epi16(least, pb), b, c);
    guess = choose(_mm_cmpeq_epi16(least, pa), a, guess);
    // Bytes wrap around.
    a = _mm_and_si128(_mm_add_epi16(load(from + i), guess), _mm_set1_epi16(255));
    c = b;
    uint32_t bytes = (uint32_t)_mm_cvtsi128_si32(_mm_packus_epi16(a, a));
    memcpy(here + i, &bytes, pixel);
  }
}

#else

static inline void paeth(
  const uint8_t *from, const uint8_t *above, size_t count, size_t pixel, uint8_t *here) {
  int left[4] = {0, 0, 0, 0}, corner[4] = {0, 0, 0, 0};
  for (size_t i = 0; i < count; i += pixel) {
    for (size_t c = 0; c < pixel; c++) {
      int a = left[c], b = above[i + c], down = b - corner[c], across = a - corner[c];
      int pa = abs(down), pb = abs(across), pc = abs(down + across);
      int nearer = pb < pa ? b : a, least = pb < pa ? pb : pa;
      left[c] = (from[i + c] + (pc < least ? corner[c] : nearer)) & 255;
      here[i + c] = (uint8_t)left[c];
      corner[c] = b;
    }
  }
}

#endif

static inline int unfilter(
  const uint8_t *filtered, const uint8_t *above, size_t count, size_t pixel, uint8_t *here) {
  const uint8_t *from = filtered + 1;
  switch (filtered[0]) {
    case 0: memcpy(here, from, count); return 1;
    case 1: sub(from, count, pixel, here); return 1;
    case 2: up(from, above, count, here); return 1;
    case 3: average(from, above, count, pixel, here); return 1;
    case 4: paeth(from, above, count, pixel, here); return 1;
    default: return 0;
  }
}

int ti_png_unfilter(
  const uint8_t *filtered, const uint8_t *above, size_t count, size_t pixel, uint8_t *here) {
  // A known number of bytes keeps the pixel to the left in registers.
  return pixel == 3 ? unfilter(filtered, above, count, 3, here)
                    : unfilter(filtered, above, count, 4, here);
}
