#include "cwire.h"

enum { few = -1, nested = -2, line = -3 };

static int digit(uint8_t letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  letter |= 0x20;
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/* The value of `digits` hexadecimal digits; `few` where they are not all there, `nested` where one is written otherwise. */
static int number(const uint8_t *bytes, size_t count, size_t place, int digits) {
  int value = 0;
  for (int i = 0; i < digits; i++) {
    if (place + (size_t)i >= count) return few;
    int one = digit(bytes[place + (size_t)i]);
    if (one < 0) return nested;
    value = value << 4 | one;
  }
  return value;
}

/* The byte that stands at `place`, written as it is or in one simple escape, and where the next one begins. `nested` where an
   escape may be written in escapes, `line` for a line break, which may stand within base64. */
static int unit(const uint8_t *bytes, size_t count, size_t place, size_t *next) {
  if (place >= count) return few;
  uint8_t first = bytes[place];
  *next = place + 1;
  if (first == '\r' || first == '\n') return line;
  if (first == '%') {
    int value = number(bytes, count, place + 1, 2);
    *next = place + 3;
    return value == '%' || value == '\\' ? nested : value;
  }
  if (first != '\\') return first;
  if (place + 1 >= count) return few;
  uint8_t kind = bytes[place + 1];
  *next = place + 2;
  if (kind == 'n' || kind == 'r') return line;
  if (kind == '\\' || kind == '%') return nested;
  if (kind != 'u') return kind;
  int value = number(bytes, count, place + 2, 4);
  *next = place + 6;
  if (value == '%' || value == '\\') return nested;
  return value > 0xFF ? 0xFF : value;
}

static uint8_t plain(int value) {
  return value == '-' ? '+' : value == '_' ? '/' : (uint8_t)value;
}

/* Whether more backslashes stand at `place` than an escape within escapes has before it ends. */
static int is_run(const uint8_t *bytes, size_t count, size_t place) {
  for (size_t i = 1; i <= 8; i++) {
    if (place + i >= count || bytes[place + i] != '\\') return 0;
  }
  return 1;
}

size_t troupe_start_hash(uint8_t one, uint8_t two, uint8_t three) {
  return (plain(one) * 961u + plain(two) * 31u + plain(three)) * 40503u >> 4 & 0xFFFF;
}

size_t troupe_find_start(
    const uint8_t *bytes, size_t count, const uint8_t *firsts, const uint8_t *starts) {
  for (size_t place = 0; place < count; place++) {
    if (!firsts[bytes[place]]) continue;
    if (bytes[place] == '\\' && is_run(bytes, count, place)) continue;
    size_t next = place;
    int values[3];
    int known = 0;
    for (; known < 3; known++) {
      values[known] = unit(bytes, count, next, &next);
      // The bytes of an escape may be those of a text; a line break as it is begins none.
      if (known == 0 && values[0] == line && bytes[place] == '\\') values[0] = bytes[place + 1];
      if (known == 0 && values[0] == line) break;
      if (values[known] < 0) return place;
      if (known == 0 && !firsts[(uint8_t)values[0]]) break;
    }
    if (known < 3) continue;
    size_t hash = troupe_start_hash((uint8_t)values[0], (uint8_t)values[1], (uint8_t)values[2]);
    if (starts[hash >> 3] >> (hash & 7) & 1) return place;
  }
  return count;
}
