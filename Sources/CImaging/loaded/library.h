// Opens libraries that a machine may lack.
#pragma once

#include <stddef.h>

/// A function of a library, and where to put its address.
typedef struct {
  const char *name;
  void *target;
} ti_symbol;

/// Opens the first of `files` that is there and has all of `symbols`. Returns 0 if there is none.
int ti_open_library(
  const char *const *files, size_t file_count, const ti_symbol *symbols, size_t symbol_count);
