#if defined(__linux__) && __has_include(<fontconfig/fontconfig.h>)

#include <dlfcn.h>
#include <fontconfig/fontconfig.h>
#include <pthread.h>

#include "loaded.h"

static int is_open(void);

TL_FORWARD(FcConfig *, FcInitLoadConfigAndFonts, (void), ())
TL_FORWARD_VOID(FcConfigDestroy, (FcConfig *config), (config))
TL_FORWARD(
  FcBool, FcConfigSubstitute, (FcConfig *config, FcPattern *pattern, FcMatchKind kind),
  (config, pattern, kind))
TL_FORWARD_VOID(FcDefaultSubstitute, (FcPattern *pattern), (pattern))
TL_FORWARD(
  FcPattern *, FcFontMatch, (FcConfig *config, FcPattern *pattern, FcResult *result),
  (config, pattern, result))
TL_FORWARD(FcPattern *, FcNameParse, (const FcChar8 *name), (name))
TL_FORWARD_VOID(FcPatternDestroy, (FcPattern *pattern), (pattern))
TL_FORWARD(
  FcBool, FcPatternAddString, (FcPattern *pattern, const char *object, const FcChar8 *text),
  (pattern, object, text))
TL_FORWARD(
  FcBool, FcPatternAddCharSet, (FcPattern *pattern, const char *object, const FcCharSet *set),
  (pattern, object, set))
TL_FORWARD(
  FcResult, FcPatternGetString,
  (const FcPattern *pattern, const char *object, int number, FcChar8 **text),
  (pattern, object, number, text))
TL_FORWARD(
  FcResult, FcPatternGetInteger,
  (const FcPattern *pattern, const char *object, int number, int *value),
  (pattern, object, number, value))
TL_FORWARD(FcCharSet *, FcCharSetCreate, (void), ())
TL_FORWARD_VOID(FcCharSetDestroy, (FcCharSet *set), (set))
TL_FORWARD(FcBool, FcCharSetAddChar, (FcCharSet *set, FcChar32 scalar), (set, scalar))

static int opened;

static void open_once(void) {
  const tl_symbol symbols[] = {
    TL_SYMBOL(FcInitLoadConfigAndFonts), TL_SYMBOL(FcConfigDestroy),
    TL_SYMBOL(FcConfigSubstitute),       TL_SYMBOL(FcDefaultSubstitute),
    TL_SYMBOL(FcFontMatch),              TL_SYMBOL(FcNameParse),
    TL_SYMBOL(FcPatternDestroy),         TL_SYMBOL(FcPatternAddString),
    TL_SYMBOL(FcPatternAddCharSet),      TL_SYMBOL(FcPatternGetString),
    TL_SYMBOL(FcPatternGetInteger),      TL_SYMBOL(FcCharSetCreate),
    TL_SYMBOL(FcCharSetDestroy),         TL_SYMBOL(FcCharSetAddChar),
  };
  opened = tl_find(
    dlopen("libfontconfig.so.1", RTLD_NOW | RTLD_LOCAL), symbols, sizeof symbols / sizeof *symbols);
}

static int is_open(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_once);
  return opened;
}

#endif
