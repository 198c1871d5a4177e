// Resizing while the rows of the source arrive.
#pragma once

#include "cimaging.h"

typedef struct ti_resizing ti_resizing;

/// Begins resizing a picture of a size, with the channels of `target`. NULL if out of memory.
ti_resizing *ti_resizing_begin(size_t width, size_t height, ti_surface target);

/// Takes the next row; writes the rows of the target that it completes.
void ti_resizing_take(ti_resizing *resizing, const uint8_t *row);

void ti_resizing_end(ti_resizing *resizing);
