// PNGs of the plainest and most frequent form, for which libpng takes twice as long.
#pragma once

#include "cimaging.h"
#include "resize.h"

/// Reads a PNG of 8-bit RGB or RGBA that is not interlaced into `target`, or if `resizing` is given
/// has it take the rows. The size and channels of `target` are those of the file.
///
/// Returns 0 if the file is of another form or damaged in any way, and then may have written
/// something: libpng tells what it is.
int ti_png_read_plain(
  const uint8_t *bytes, const ti_range *parts, size_t part_count, ti_surface target,
  ti_resizing *resizing);
