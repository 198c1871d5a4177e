#define _GNU_SOURCE
#include <string.h>

#include "cwire.h"

size_t troupe_find(
    const void *bytes, size_t count, const void *wanted, size_t wanted_count) {
  const char *hit = memmem(bytes, count, wanted, wanted_count);
  return hit ? (size_t)(hit - (const char *)bytes) : count;
}
