#if defined(__linux__) && __has_include(<fribidi/fribidi.h>)

#include <dlfcn.h>
#include <fribidi/fribidi.h>
#include <pthread.h>

#include "loaded.h"

static int is_open(void);

TL_FORWARD_VOID(
  fribidi_get_bidi_types,
  (const FriBidiChar *text, const FriBidiStrIndex count, FriBidiCharType *types),
  (text, count, types))
TL_FORWARD_VOID(
  fribidi_get_bracket_types,
  (const FriBidiChar *text, const FriBidiStrIndex count, const FriBidiCharType *types,
   FriBidiBracketType *brackets),
  (text, count, types, brackets))
TL_FORWARD(
  FriBidiLevel, fribidi_get_par_embedding_levels_ex,
  (const FriBidiCharType *types, const FriBidiBracketType *brackets, const FriBidiStrIndex count,
   FriBidiParType *direction, FriBidiLevel *levels),
  (types, brackets, count, direction, levels))

static int opened;

static void open_once(void) {
  const tl_symbol symbols[] = {
    TL_SYMBOL(fribidi_get_bidi_types),
    TL_SYMBOL(fribidi_get_bracket_types),
    TL_SYMBOL(fribidi_get_par_embedding_levels_ex),
  };
  opened = tl_find(
    dlopen("libfribidi.so.0", RTLD_NOW | RTLD_LOCAL), symbols, sizeof symbols / sizeof *symbols);
}

static int is_open(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_once);
  return opened;
}

#endif
