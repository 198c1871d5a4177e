#include <png.h>
#include <setjmp.h>
#include <zlib.h>

#include "outcome.h"
#include "png/buffer.h"

/// How libpng and zlib treat a picture.
typedef struct {
  int filters, level, strategy;
} method;

/// Chosen by how many pixels repeat their left or upper neighbor, in every fourth row.
///
/// Grain has no repeats: searching for them takes most of the time and gains little over Huffman codes alone. Flat areas are
/// full of repeats, near and far, which filters would hide. A mixture, such as a photograph in a drawing, is filtered to runs
/// of zeros.
static method method_of(ti_surface source) {
  size_t repeats = 0, pixels = 0;
  for (size_t y = 0; y < source.height; y += 4, pixels += source.width)
    repeats += ti_count_repeats(source, y, 1);
  if (repeats * 20 >= pixels * 19) return (method){PNG_FILTER_NONE, 6, Z_DEFAULT_STRATEGY};
  if (repeats * 10 >= pixels * 3) return (method){PNG_FILTER_PAETH, 1, Z_RLE};
  return (method){PNG_FILTER_AVG, 1, Z_HUFFMAN_ONLY};
}

typedef struct {
  ti_buffer out;
  uint8_t *row;  // a row as it is stored; NULL where the source's are
  ti_outcome outcome;
} writing;

static void fail(png_structp png, png_const_charp message) {
  writing *state = png_get_error_ptr(png);
  ti_fail(&state->outcome, TI_OUT_OF_MEMORY, message);
  png_longjmp(png, 1);
}

static void write_bytes(png_structp png, png_bytep bytes, size_t count) {
  writing *state = png_get_io_ptr(png);
  if (!ti_append(&state->out, bytes, count)) png_error(png, "no memory for the file");
}

static void flush_nothing(png_structp png) { (void)png; }
static void ignore(png_structp png, png_const_charp message) { (void)png, (void)message; }

/// Row `y` as it is stored: gray pixels as one value.
static const uint8_t *stored_row(ti_surface source, size_t y, size_t pixel, uint8_t *to) {
  const uint8_t *from = source.pixels + y * source.width * source.channels;
  if (pixel == source.channels) return from;
  for (size_t x = 0; x < source.width; x++) {
    to[x * pixel] = from[x * source.channels];
    if (pixel == 2) to[x * 2 + 1] = from[x * 4 + 3];
  }
  return to;
}

/// Jumps back to its caller where memory is out.
static void write_picture(png_structp png, png_infop info, ti_surface source, writing *state) {
  static const int color_types[5] = {
    0, PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA};
  size_t pixel = ti_is_gray(source) ? source.channels - 2 : source.channels;
  method method = method_of(source);
  png_set_write_fn(png, state, write_bytes, flush_nothing);
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_IHDR(
    png, info, (png_uint_32)source.width, (png_uint_32)source.height, 8, color_types[pixel],
    PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
  png_set_compression_level(png, method.level);
  png_set_compression_strategy(png, method.strategy);
  png_set_compression_buffer_size(png, 1 << 18);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, method.filters);
  png_write_info(png, info);
  if (pixel != source.channels) state->row = png_malloc(png, source.width * pixel);
  for (size_t y = 0; y < source.height; y++)
    png_write_row(png, stored_row(source, y, pixel, state->row));
  png_write_end(png, info);
}

ti_outcome ti_png_write(ti_surface source, uint8_t **bytes, size_t *count) {
  writing state = {.outcome = {TI_OK, ""}};
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &state, fail, ignore);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (!info) {
    ti_fail(&state.outcome, TI_OUT_OF_MEMORY, "no memory for libpng");
  } else if (setjmp(png_jmpbuf(png)) == 0) {
    write_picture(png, info, source, &state);
  }
  if (png) png_free(png, state.row);
  png_destroy_write_struct(&png, &info);
  if (state.outcome.status != TI_OK) {
    free(state.out.bytes);
    state.out = (ti_buffer){NULL, 0, 0};
  }
  *bytes = state.out.bytes;
  *count = state.out.count;
  return state.outcome;
}
