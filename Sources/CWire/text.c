#include <string.h>

#include "cwire.h"

static int hex(uint8_t letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  letter |= 0x20;
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/* The four hex digits at `text`, or -1. */
static int32_t unit(const uint8_t *text, size_t count) {
  if (count < 4) return -1;
  int32_t value = 0;
  for (int i = 0; i < 4; i++) {
    int digit = hex(text[i]);
    if (digit < 0) return -1;
    value = value << 4 | digit;
  }
  return value;
}

static size_t put(uint32_t scalar, uint8_t *out) {
  if (scalar < 0x80) {
    out[0] = (uint8_t)scalar;
    return 1;
  }
  if (scalar < 0x800) {
    out[0] = (uint8_t)(0xC0 | scalar >> 6);
    out[1] = (uint8_t)(0x80 | (scalar & 0x3F));
    return 2;
  }
  if (scalar < 0x10000) {
    out[0] = (uint8_t)(0xE0 | scalar >> 12);
    out[1] = (uint8_t)(0x80 | (scalar >> 6 & 0x3F));
    out[2] = (uint8_t)(0x80 | (scalar & 0x3F));
    return 3;
  }
  out[0] = (uint8_t)(0xF0 | scalar >> 18);
  out[1] = (uint8_t)(0x80 | (scalar >> 12 & 0x3F));
  out[2] = (uint8_t)(0x80 | (scalar >> 6 & 0x3F));
  out[3] = (uint8_t)(0x80 | (scalar & 0x3F));
  return 4;
}

/* What \u at `text` (behind the u) stands for; `*taken` is how many bytes it has. */
static uint32_t scalar(const uint8_t *text, size_t count, size_t *taken) {
  int32_t first = unit(text, count);
  *taken = first < 0 ? 0 : 4;
  if (first < 0 || (first >= 0xDC00 && first <= 0xDFFF)) return 0xFFFD;
  if (first < 0xD800 || first > 0xDBFF) return (uint32_t)first;
  if (count < 10 || text[4] != '\\' || text[5] != 'u') return 0xFFFD;
  int32_t second = unit(text + 6, 4);
  if (second < 0xDC00 || second > 0xDFFF) return 0xFFFD;
  *taken = 10;
  return 0x10000 + ((uint32_t)(first - 0xD800) << 10) + (uint32_t)(second - 0xDC00);
}

size_t troupe_json_unescape(const uint8_t *text, size_t count, uint8_t *out) {
  static const char kinds[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
  size_t place = 0, written = 0;
  while (place < count) {
    const uint8_t *hit = memchr(text + place, '\\', count - place);
    size_t run = (hit ? (size_t)(hit - text) : count) - place;
    memmove(out + written, text + place, run);
    written += run;
    place += run;
    if (place >= count) break;
    if (place + 1 >= count) {
      out[written++] = '\\';
      break;
    }
    uint8_t kind = text[place + 1];
    const char *known = kind ? strchr(kinds, kind) : NULL;
    place += 2;
    if (kind == 'u') {
      size_t taken;
      written += put(scalar(text + place, count - place, &taken), out + written);
      place += taken;
    } else if (known) {
      out[written++] = (uint8_t)values[known - kinds];
    } else {
      out[written++] = '\\';
      out[written++] = kind;
    }
  }
  return written;
}

/* 64 for padding, 65 for white space, 255 for what stands in no base64. */
static inline uint8_t letter_value(uint8_t letter) {
  if (letter >= 'A' && letter <= 'Z') return letter - 'A';
  if (letter >= 'a' && letter <= 'z') return (uint8_t)(letter - 'a' + 26);
  if (letter >= '0' && letter <= '9') return (uint8_t)(letter - '0' + 52);
  switch (letter) {
    case '+': case '-': return 62;
    case '/': case '_': return 63;
    case '=': return 64;
    case ' ': case '\t': case '\r': case '\n': return 65;
    default: return 255;
  }
}

ptrdiff_t troupe_base64_decode_leniently(const uint8_t *text, size_t count, uint8_t *out) {
  uint32_t bits = 0;
  int letters = 0, is_padded = 0;
  uint8_t *end = out;
  for (size_t i = 0; i < count; i++) {
    uint8_t value = letter_value(text[i]);
    if (value == 255) return -1;
    if (value == 65) continue;
    if (value == 64) {
      is_padded = 1;
      continue;
    }
    if (is_padded) return -1;
    bits = bits << 6 | value;
    if (++letters < 4) continue;
    *end++ = (uint8_t)(bits >> 16);
    *end++ = (uint8_t)(bits >> 8);
    *end++ = (uint8_t)bits;
    bits = 0;
    letters = 0;
  }
  if (letters == 1) return -1;
  if (letters == 2) *end++ = (uint8_t)(bits >> 4);
  if (letters == 3) {
    *end++ = (uint8_t)(bits >> 10);
    *end++ = (uint8_t)(bits >> 2);
  }
  return end - out;
}

size_t troupe_base64_run(const uint8_t *text, size_t count) {
  size_t run = 0;
  while (run < count && letter_value(text[run]) < 64) run++;
  return run;
}
