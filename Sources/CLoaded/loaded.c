#include "loaded.h"

#include <dlfcn.h>
#include <string.h>

int tl_find(void *library, const tl_symbol *symbols, size_t count) {
  if (library == NULL) return 0;
  for (size_t i = 0; i < count; i++) {
    void *address = dlsym(library, symbols[i].name);
    if (address == NULL) return 0;
    memcpy(symbols[i].target, &address, sizeof address);
  }
  return 1;
}
