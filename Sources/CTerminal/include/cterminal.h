// Sixel through libsixel, which is opened when it is first needed.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// The most pixels that are encoded: 4096 x 4096, more than any terminal shows.
#define TI_SIXEL_MOST_PIXELS (1 << 24)

typedef enum {
  ti_sixel_ok = 0,
  ti_sixel_no_library,
  ti_sixel_no_memory,
  ti_sixel_wrong_size,
  ti_sixel_failed,
} ti_sixel_status;

typedef struct {
  uint8_t *bytes;
  size_t count;
} ti_sixel_data;

/// Encodes `width` x `height` pixels of red, green and blue in 256 colors with diffusion, which changes `rgb`.
///
/// - Parameter data: the whole sequence from ESC P to ESC \, to be given to `ti_sixel_free` whatever is returned.
ti_sixel_status ti_sixel_encode(
  uint8_t *rgb, size_t count, int width, int height, ti_sixel_data *data);

void ti_sixel_free(ti_sixel_data *data);
