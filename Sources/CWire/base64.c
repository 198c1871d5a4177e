#include "cwire.h"

/* Loops that a compiler turns into vector code by itself. Every x86-64 processor of the last ten years has AVX2, which
   makes them several times faster and is chosen when the program starts; ARM needs no choice. */
#if defined(__x86_64__) && defined(__GLIBC__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

static inline uint8_t letter(uint8_t value) {
  uint8_t shift = value < 26 ? 'A' : 'a' - 26;
  shift = value < 52 ? shift : (uint8_t)('0' - 52);
  shift = value == 62 ? (uint8_t)('+' - 62) : shift;
  shift = value == 63 ? (uint8_t)('/' - 63) : shift;
  return (uint8_t)(value + shift);
}

/* 255 for what is not a letter. */
static inline uint8_t value(uint8_t letter) {
  uint8_t upper = (uint8_t)(letter - 'A'), lower = (uint8_t)(letter - 'a'),
          digit = (uint8_t)(letter - '0');
  uint8_t result = upper < 26 ? upper : 255;
  result = lower < 26 ? (uint8_t)(lower + 26) : result;
  result = digit < 10 ? (uint8_t)(digit + 52) : result;
  result = letter == '+' ? 62 : result;
  return letter == '/' ? 63 : result;
}

FOR_EACH_PROCESSOR
void troupe_base64_encode(
    const uint8_t *restrict bytes, size_t triples, uint8_t *restrict letters) {
  for (size_t i = 0; i < triples; i++) {
    uint8_t a = bytes[3 * i], b = bytes[3 * i + 1], c = bytes[3 * i + 2];
    letters[4 * i] = letter(a >> 2);
    letters[4 * i + 1] = letter((uint8_t)((a & 3) << 4 | b >> 4));
    letters[4 * i + 2] = letter((uint8_t)((b & 15) << 2 | c >> 6));
    letters[4 * i + 3] = letter(c & 63);
  }
}

FOR_EACH_PROCESSOR
int troupe_base64_decode(
    const uint8_t *restrict letters, size_t quads, uint8_t *restrict bytes) {
  uint8_t bad = 0;
  for (size_t i = 0; i < quads; i++) {
    uint8_t a = value(letters[4 * i]), b = value(letters[4 * i + 1]),
            c = value(letters[4 * i + 2]), d = value(letters[4 * i + 3]);
    bad |= a | b | c | d;
    bytes[3 * i] = (uint8_t)(a << 2 | b >> 4);
    bytes[3 * i + 1] = (uint8_t)(b << 4 | c >> 2);
    bytes[3 * i + 2] = (uint8_t)(c << 6 | d);
  }
  return bad < 64;
}
