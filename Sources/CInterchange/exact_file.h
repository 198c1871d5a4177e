// The bytes of a file as a source of libzip, which fails where the file has become shorter or longer: libzip's own
// source of files then writes what there is.
#pragma once

#include "libzip.h"

/// A source of the `count` bytes of the file at `path`, which is opened when it is read. NULL where memory is out.
zip_source_t *tz_exact_file(const char *path, uint64_t count);
