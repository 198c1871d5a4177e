#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "include/cterminal.h"

#if __has_include(<sixel.h>)
#include <sixel.h>
#else
#include <sixel/sixel.h>
#endif

static struct {
  __typeof__(&sixel_dither_new) dither_new;
  __typeof__(&sixel_dither_initialize) dither_initialize;
  __typeof__(&sixel_dither_set_diffusion_type) set_diffusion;
  __typeof__(&sixel_dither_get_palette) palette;
  __typeof__(&sixel_dither_get_num_of_palette_colors) palette_count;
  __typeof__(&sixel_dither_unref) dither_release;
  __typeof__(&sixel_output_new) output_new;
  __typeof__(&sixel_output_unref) output_release;
  __typeof__(&sixel_encode) encode;
} sixel;

static int is_open;

static int find_all(void *file) {
  const struct {
    void *place;
    const char *name;
  } symbols[] = {
    {&sixel.dither_new, "sixel_dither_new"},
    {&sixel.dither_initialize, "sixel_dither_initialize"},
    {&sixel.set_diffusion, "sixel_dither_set_diffusion_type"},
    {&sixel.palette, "sixel_dither_get_palette"},
    {&sixel.palette_count, "sixel_dither_get_num_of_palette_colors"},
    {&sixel.dither_release, "sixel_dither_unref"},
    {&sixel.output_new, "sixel_output_new"},
    {&sixel.output_release, "sixel_output_unref"},
    {&sixel.encode, "sixel_encode"},
  };
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
    void *address = dlsym(file, symbols[i].name);
    if (address == NULL) return 0;
    memcpy(symbols[i].place, &address, sizeof address);
  }
  return 1;
}

static void open_once(void) {
#ifdef __APPLE__
  void *file = dlopen("libsixel.1.dylib", RTLD_NOW | RTLD_LOCAL);
#else
  void *file = dlopen("libsixel.so.1", RTLD_NOW | RTLD_LOCAL);
#endif
  if (file == NULL) return;
  is_open = find_all(file);
  if (!is_open) dlclose(file);
}

static int open_library(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_once);
  return is_open;
}

typedef struct {
  ti_sixel_data *data;
  size_t capacity;
  int is_out_of_memory;
} sink;

static int make_room(sink *sink, size_t needed) {
  if (needed <= sink->capacity) return 1;
  size_t capacity = needed > SIZE_MAX / 2 ? needed : needed * 2;
  uint8_t *bytes = realloc(sink->data->bytes, capacity);
  if (bytes == NULL) return 0;
  sink->data->bytes = bytes;
  sink->capacity = capacity;
  return 1;
}

/// libsixel does not look at what its writer returns, so the fault is kept.
static int append(char *bytes, int size, void *context) {
  sink *sink = context;
  if (size <= 0 || sink->is_out_of_memory) return size;
  size_t count = sink->data->count;
  if ((size_t)size > SIZE_MAX - count || !make_room(sink, count + (size_t)size)) {
    sink->is_out_of_memory = 1;
    return -1;
  }
  memcpy(sink->data->bytes + count, bytes, (size_t)size);
  sink->data->count = count + (size_t)size;
  return size;
}

static ti_sixel_status status_of(SIXELSTATUS status) {
  if (SIXEL_SUCCEEDED(status)) return ti_sixel_ok;
  return status == SIXEL_BAD_ALLOCATION ? ti_sixel_no_memory : ti_sixel_failed;
}

/// libsixel counts colors in steps of 8, so that white would be 248.
static void widen_palette(sixel_dither_t *dither) {
  unsigned char *palette = sixel.palette(dither);
  int count = sixel.palette_count(dither);
  if (palette == NULL || count < 1 || count > 256) return;
  for (int i = 0; i < count * 3; i++) {
    int value = (palette[i] * 255 + 124) / 248;
    palette[i] = (unsigned char)(value > 255 ? 255 : value);
  }
}

static SIXELSTATUS make_dither(sixel_dither_t **dither, uint8_t *rgb, int width, int height) {
  SIXELSTATUS status = sixel.dither_new(dither, 256, NULL);
  if (SIXEL_FAILED(status)) return status;
  status = sixel.dither_initialize(
    *dither, rgb, width, height, SIXEL_PIXELFORMAT_RGB888, SIXEL_LARGE_AUTO, SIXEL_REP_AUTO,
    SIXEL_QUALITY_HIGH);
  if (SIXEL_FAILED(status)) return status;
  widen_palette(*dither);
  sixel.set_diffusion(*dither, SIXEL_DIFFUSE_FS);
  return status;
}

static SIXELSTATUS encode(uint8_t *rgb, int width, int height, sixel_dither_t *dither, sink *sink) {
  sixel_output_t *output = NULL;
  SIXELSTATUS status = sixel.output_new(&output, append, sink, NULL);
  if (SIXEL_FAILED(status)) return status;
  status = sixel.encode(rgb, width, height, 3, dither, output);
  sixel.output_release(output);
  return status;
}

ti_sixel_status ti_sixel_encode(
  uint8_t *rgb, size_t count, int width, int height, ti_sixel_data *data) {
  *data = (ti_sixel_data){NULL, 0};
  if (width < 1 || height < 1 || width > TI_SIXEL_MOST_PIXELS / height) return ti_sixel_wrong_size;
  if (count != (size_t)width * (size_t)height * 3) return ti_sixel_wrong_size;
  if (!open_library()) return ti_sixel_no_library;
  sink sink = {data, 0, 0};
  sixel_dither_t *dither = NULL;
  SIXELSTATUS status = make_dither(&dither, rgb, width, height);
  if (SIXEL_SUCCEEDED(status)) status = encode(rgb, width, height, dither, &sink);
  if (dither != NULL) sixel.dither_release(dither);
  return sink.is_out_of_memory ? ti_sixel_no_memory : status_of(status);
}

void ti_sixel_free(ti_sixel_data *data) {
  free(data->bytes);
  *data = (ti_sixel_data){NULL, 0};
}
