// Arithmetic of alpha blending.
#pragma once

#include <stdint.h>

/// value / 255, rounded, for values up to 255 * 255.
static inline uint8_t ti_over_255(unsigned value) {
  value += 128;
  return (uint8_t)((value + (value >> 8)) >> 8);
}
