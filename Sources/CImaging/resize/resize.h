// Resizing row by row as the source arrives.
#pragma once

#include "cimaging.h"

typedef struct ti_resizing ti_resizing;

/// Begins resizing a `width` by `height` picture to `target`, with the channels of `target`. NULL if
/// out of memory.
ti_resizing *ti_resizing_begin(size_t width, size_t height, ti_surface target);

/// Adds the next source row; writes the target rows that it completes.
void ti_resizing_add_row(ti_resizing *resizing, const uint8_t *row);

/// Frees everything.
void ti_resizing_end(ti_resizing *resizing);
