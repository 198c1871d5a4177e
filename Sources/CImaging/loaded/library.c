#include "library.h"

#include <dlfcn.h>
#include <string.h>

static int find(void *library, const ti_symbol *symbols, size_t count) {
  for (size_t i = 0; i < count; i++) {
    void *address = dlsym(library, symbols[i].name);
    if (address == NULL) return 0;
    memcpy(symbols[i].target, &address, sizeof address);
  }
  return 1;
}

int ti_open_library(
  const char *const *files, size_t file_count, const ti_symbol *symbols, size_t symbol_count) {
  for (size_t i = 0; i < file_count; i++) {
    void *library = dlopen(files[i], RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) continue;
    if (find(library, symbols, symbol_count)) return 1;
    dlclose(library);
  }
  return 0;
}
