#include "cimaging.h"

/// Pictures whose distances are computed before they are looked at: without a branch, so that the compiler
/// can do many at once.
enum { block = 512 };

typedef void (*measure)(
  const uint64_t *first, const uint64_t *second, size_t count, uint64_t one, uint64_t other,
  uint8_t *distances);

/// The same loop for each kind of processor: what counts bits differs by a factor of three.
#define DISTANCES(name)                                                                  \
  static void name(                                                                      \
    const uint64_t *first, const uint64_t *second, size_t count, uint64_t one,           \
    uint64_t other, uint8_t *distances) {                                                \
    for (size_t i = 0; i < count; i++)                                                   \
      distances[i] = (uint8_t)(                                                          \
        __builtin_popcountll(first[i] ^ one) + __builtin_popcountll(second[i] ^ other)); \
  }

DISTANCES(distances_anywhere)

#if defined(__x86_64__)
__attribute__((target("popcnt"))) DISTANCES(distances_popcnt)
__attribute__((target("avx512f,avx512bw,avx512vl,avx512vpopcntdq"))) DISTANCES(distances_avx512)

static measure best_measure(void) {
  if (__builtin_cpu_supports("avx512vpopcntdq") && __builtin_cpu_supports("avx512vl")
      && __builtin_cpu_supports("avx512bw"))
    return distances_avx512;
  return __builtin_cpu_supports("popcnt") ? distances_popcnt : distances_anywhere;
}
#else
static measure best_measure(void) { return distances_anywhere; }
#endif

size_t ti_hashes_near(
  const uint64_t *first, const uint64_t *second, size_t count, uint64_t one, uint64_t other,
  unsigned bound, uint32_t *places, size_t room) {
  measure measure = best_measure();
  uint8_t distances[block];
  size_t found = 0;
  for (size_t start = 0; start < count; start += block) {
    size_t length = count - start < block ? count - start : block;
    measure(first + start, second + start, length, one, other, distances);
    for (size_t i = 0; i < length; i++) {
      if (distances[i] > bound) continue;
      if (found < room) places[found] = (uint32_t)(start + i);
      found++;
    }
  }
  return found;
}
