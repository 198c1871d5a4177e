#include <string.h>

#include "cimaging.h"

/// Whether a marker has no segment: escapes, restarts and the like.
static int stands_alone(uint8_t code) {
  return code <= 0x01 || (code >= 0xD0 && code <= 0xD8);
}

size_t ti_jpeg_count_scans(const uint8_t *bytes, size_t count, size_t offset, size_t *end) {
  size_t scans = 0;
  *end = 0;
  while (offset + 1 < count) {
    const uint8_t *mark = memchr(bytes + offset, 0xFF, count - offset - 1);
    if (!mark) break;
    offset = (size_t)(mark - bytes) + 1;
    uint8_t code = *++mark;
    if (code == 0xFF) continue;  // a fill byte: the code may follow
    offset++;
    if (stands_alone(code)) continue;
    if (code == 0xD9) {
      *end = offset;
      break;
    }
    scans += code == 0xDA;
    if (count - offset < 2) break;
    offset += (size_t)mark[1] << 8 | mark[2];
  }
  return scans;
}
