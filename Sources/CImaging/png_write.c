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

/// A flat drawing is all repeats: searching far for them pays, and most filters only hide them.
/// In grain there are none to find, but runs of equal bytes cost nothing to see, and they are what
/// filters leave of a flat part of the picture.
static void choose_compression(png_structp png, int flat) {
  png_set_compression_buffer_size(png, 1 << 16);
  png_set_compression_level(png, 6);
  png_set_compression_strategy(png, flat ? Z_DEFAULT_STRATEGY : Z_RLE);
  png_set_filter(
    png, PNG_FILTER_TYPE_BASE, flat ? PNG_FILTER_NONE | PNG_FILTER_UP : PNG_ALL_FILTERS);
}

static int is_gray(ti_surface surface) {
  const uint8_t *pixel = surface.pixels;
  for (size_t i = 0; i < surface.width * surface.height; i++, pixel += surface.channels)
    if (pixel[0] != pixel[1] || pixel[0] != pixel[2]) return 0;
  return 1;
}

/// Moves the red, and alpha if any, of each pixel of `row` together.
static void keep_gray(const uint8_t *row, size_t width, size_t channels, uint8_t *gray) {
  for (size_t x = 0; x < width; x++, row += channels) {
    *gray++ = row[0];
    if (channels == 4) *gray++ = row[3];
  }
}

/// `gray` is a row of its own for pictures without color, else NULL.
static void write_rows(
  png_structp png, png_infop info, ti_surface source, int flat, uint8_t *gray) {
  int color = (gray ? 0 : PNG_COLOR_MASK_COLOR) | (source.channels == 4 ? PNG_COLOR_MASK_ALPHA : 0);
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_IHDR(
    png, info, (png_uint_32)source.width, (png_uint_32)source.height, 8, color,
    PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
  choose_compression(png, flat);
  png_write_info(png, info);
  size_t stride = source.width * source.channels;
  for (size_t y = 0; y < source.height; y++) {
    const uint8_t *row = source.pixels + y * stride;
    if (gray) keep_gray(row, source.width, source.channels, gray);
    png_write_row(png, gray ? gray : row);
  }
  png_write_end(png, NULL);
}

ti_outcome ti_png_write(ti_surface source, int flat, uint8_t **bytes, size_t *count) {
  writing state = {NULL, 0, 0, {TI_OK, ""}};
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &state, fail, ignore);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  int drop_color = is_gray(source);
  uint8_t *gray = drop_color ? malloc(source.width * 2) : NULL;
  if (!info || (drop_color && !gray)) {
    png_destroy_write_struct(&png, &info);
    free(gray);
    ti_fail(&state.outcome, TI_OUT_OF_MEMORY, "no memory for the PNG writer");
    return state.outcome;
  }
  if (setjmp(png_jmpbuf(png)) == 0) {
    png_set_write_fn(png, &state, put, flush);
    write_rows(png, info, source, flat, gray);
  }
  png_destroy_write_struct(&png, &info);
  free(gray);
  if (state.outcome.status != TI_OK) {
    free(state.bytes);
    state.bytes = NULL;
    state.count = 0;
  }
  *bytes = state.bytes;
  *count = state.count;
  return state.outcome;
}
