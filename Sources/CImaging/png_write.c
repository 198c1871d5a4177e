#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "outcome.h"

typedef struct {
  uint8_t *bytes;
  size_t count, capacity;
  ti_outcome outcome;
} writing;

static void put(png_structp png, png_bytep from, size_t count) {
  writing *state = png_get_io_ptr(png);
  size_t needed = state->count + count;
  if (needed > state->capacity) {
    size_t capacity = needed * 2;
    uint8_t *grown = realloc(state->bytes, capacity);
    if (!grown) png_error(png, "no memory for the file");
    state->bytes = grown;
    state->capacity = capacity;
  }
  memcpy(state->bytes + state->count, from, count);
  state->count = needed;
}

static void flush(png_structp png) { (void)png; }

static void fail(png_structp png, png_const_charp message) {
  writing *state = png_get_error_ptr(png);
  ti_fail(&state->outcome, TI_OUT_OF_MEMORY, message);
  png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

/// Grain has no repeats: searching for them is most of the time and gains nothing over Huffman
/// codes alone. A flat drawing is all repeats, and filters only hide them.
static void choose_compression(png_structp png, int flat) {
  png_set_compression_buffer_size(png, 1 << 16);
  if (flat) {
    png_set_compression_level(png, 6);
    png_set_compression_strategy(png, Z_DEFAULT_STRATEGY);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE | PNG_FILTER_UP);
  } else {
    png_set_compression_strategy(png, Z_HUFFMAN_ONLY);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB | PNG_FILTER_UP | PNG_FILTER_PAETH);
  }
}

static void write_rows(png_structp png, png_infop info, ti_surface source, int flat) {
  int color = source.channels == 4 ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB;
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_IHDR(
    png, info, (png_uint_32)source.width, (png_uint_32)source.height, 8, color,
    PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
  choose_compression(png, flat);
  png_write_info(png, info);
  size_t stride = source.width * source.channels;
  for (size_t y = 0; y < source.height; y++) png_write_row(png, source.pixels + y * stride);
  png_write_end(png, NULL);
}

ti_outcome ti_png_write(ti_surface source, int flat, uint8_t **bytes, size_t *count) {
  writing state = {NULL, 0, 0, {TI_OK, ""}};
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &state, fail, ignore);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (!info) {
    png_destroy_write_struct(&png, NULL);
    ti_fail(&state.outcome, TI_OUT_OF_MEMORY, "no memory for the PNG writer");
    return state.outcome;
  }
  if (setjmp(png_jmpbuf(png)) == 0) {
    png_set_write_fn(png, &state, put, flush);
    write_rows(png, info, source, flat);
  }
  png_destroy_write_struct(&png, &info);
  if (state.outcome.status != TI_OK) {
    free(state.bytes);
    state.bytes = NULL;
    state.count = 0;
  }
  *bytes = state.bytes;
  *count = state.count;
  return state.outcome;
}
