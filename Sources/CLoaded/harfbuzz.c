#if defined(__linux__) && __has_include(<harfbuzz/hb.h>) && __has_include(<ft2build.h>)

#include <dlfcn.h>
#include <harfbuzz/hb-ft.h>
#include <harfbuzz/hb.h>
#include <pthread.h>

#include "loaded.h"

static int is_open(void);

TL_FORWARD(hb_unicode_funcs_t *, hb_unicode_funcs_get_default, (void), ())
TL_FORWARD(
  hb_script_t, hb_unicode_script, (hb_unicode_funcs_t *functions, hb_codepoint_t scalar),
  (functions, scalar))
TL_FORWARD(hb_font_t *, hb_ft_font_create_referenced, (FT_Face face), (face))
TL_FORWARD_VOID(hb_ft_font_changed, (hb_font_t *font), (font))
TL_FORWARD_VOID(hb_ft_font_set_load_flags, (hb_font_t *font, int flags), (font, flags))
TL_FORWARD_VOID(hb_font_destroy, (hb_font_t *font), (font))
TL_FORWARD(hb_buffer_t *, hb_buffer_create, (void), ())
TL_FORWARD_VOID(hb_buffer_destroy, (hb_buffer_t *buffer), (buffer))
TL_FORWARD_VOID(
  hb_buffer_add_utf8,
  (hb_buffer_t *buffer, const char *text, int length, unsigned int offset, int count),
  (buffer, text, length, offset, count))
TL_FORWARD_VOID(
  hb_buffer_set_script, (hb_buffer_t *buffer, hb_script_t script), (buffer, script))
TL_FORWARD_VOID(
  hb_buffer_set_direction, (hb_buffer_t *buffer, hb_direction_t direction), (buffer, direction))
TL_FORWARD_VOID(
  hb_shape,
  (hb_font_t *font, hb_buffer_t *buffer, const hb_feature_t *features, unsigned int count),
  (font, buffer, features, count))
TL_FORWARD(
  hb_glyph_info_t *, hb_buffer_get_glyph_infos, (hb_buffer_t *buffer, unsigned int *count),
  (buffer, count))
TL_FORWARD(
  hb_glyph_position_t *, hb_buffer_get_glyph_positions,
  (hb_buffer_t *buffer, unsigned int *count), (buffer, count))

static int opened;

static void open_once(void) {
  const tl_symbol symbols[] = {
    TL_SYMBOL(hb_unicode_funcs_get_default), TL_SYMBOL(hb_unicode_script),
    TL_SYMBOL(hb_ft_font_create_referenced), TL_SYMBOL(hb_ft_font_changed),
    TL_SYMBOL(hb_ft_font_set_load_flags),    TL_SYMBOL(hb_font_destroy),
    TL_SYMBOL(hb_buffer_create),             TL_SYMBOL(hb_buffer_destroy),
    TL_SYMBOL(hb_buffer_add_utf8),           TL_SYMBOL(hb_buffer_set_script),
    TL_SYMBOL(hb_buffer_set_direction),      TL_SYMBOL(hb_shape),
    TL_SYMBOL(hb_buffer_get_glyph_infos),    TL_SYMBOL(hb_buffer_get_glyph_positions),
  };
  opened = tl_find(
    dlopen("libharfbuzz.so.0", RTLD_NOW | RTLD_LOCAL), symbols, sizeof symbols / sizeof *symbols);
}

static int is_open(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_once);
  return opened;
}

#endif
