#pragma once

#include <stddef.h>

/// A function of a library, and where to put its address.
typedef struct {
  const char *name;
  void *target;
} tl_symbol;

/// Puts the addresses of `symbols` of `library`, which dlopen returned. Returns 0 where one is missing, and for no library.
int tl_find(void *library, const tl_symbol *symbols, size_t count);

/// Defines a function that calls the library's own, and returns 0 where there is no library.
#define TL_FORWARD(type, name, parameters, arguments) \
  static type(*opened_##name) parameters;             \
  type name parameters { return is_open() ? opened_##name arguments : (type)0; }

/// The same for a function that returns nothing.
#define TL_FORWARD_VOID(name, parameters, arguments) \
  static void(*opened_##name) parameters;            \
  void name parameters {                             \
    if (is_open()) opened_##name arguments;          \
  }

/// An entry of a table of symbols.
#define TL_SYMBOL(name) {#name, &opened_##name}
