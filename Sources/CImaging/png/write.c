#include <png.h>
#include <setjmp.h>
#include <zlib.h>

#include "outcome.h"
#include "png/buffer.h"
#include "png/palette.h"

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
  ti_palette palette;
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

static void set_palette(png_structp png, png_infop info, const ti_palette *palette) {
  png_color colors[ti_palette_most];
  png_byte alphas[ti_palette_most];
  int transparent = 0;  // as many as lead to the last of those that are
  for (int i = 0; i < palette->count; i++) {
    uint32_t color = palette->colors[i];
    colors[i] = (png_color){(png_byte)color, (png_byte)(color >> 8), (png_byte)(color >> 16)};
    alphas[i] = (png_byte)(color >> 24);
    if (alphas[i] < 255) transparent = i + 1;
  }
  png_set_PLTE(png, info, colors, palette->count);
  if (transparent > 0) png_set_tRNS(png, info, alphas, transparent, NULL);
}

/// Jumps back to its caller where memory is out.
static void write_numbers(png_structp png, png_infop info, ti_surface source, writing *state) {
  int depth = ti_palette_depth(&state->palette);
  png_set_IHDR(
    png, info, (png_uint_32)source.width, (png_uint_32)source.height, depth, PNG_COLOR_TYPE_PALETTE,
    PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
  set_palette(png, info, &state->palette);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_write_info(png, info);
  png_set_packing(png);
  state->row = png_malloc(png, source.width);
  for (size_t y = 0; y < source.height; y++) {
    const uint8_t *pixels = source.pixels + y * source.width * source.channels;
    ti_palette_row(&state->palette, pixels, source.width, source.channels, state->row);
    png_write_row(png, state->row);
  }
  png_write_end(png, info);
}

/// Jumps back to its caller where memory is out.
static void write_pixels(
    png_structp png, png_infop info, ti_surface source, size_t pixel, writing *state) {
  static const int color_types[5] = {
    0, PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA};
  method method = method_of(source);
  png_set_IHDR(
    png, info, (png_uint_32)source.width, (png_uint_32)source.height, 8, color_types[pixel],
    PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
  png_set_compression_level(png, method.level);
  png_set_compression_strategy(png, method.strategy);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, method.filters);
  png_write_info(png, info);
  if (pixel != source.channels) state->row = png_malloc(png, source.width * pixel);
  for (size_t y = 0; y < source.height; y++)
    png_write_row(png, stored_row(source, y, pixel, state->row));
  png_write_end(png, info);
}

/// Whether the numbers of colors and the colors take fewer bytes than `pixel` bytes for each pixel.
static int is_shorter(const ti_palette *palette, ti_surface source, size_t pixel) {
  size_t numbers = (source.width * (size_t)ti_palette_depth(palette) + 7) / 8 * source.height;
  return numbers + (size_t)palette->count * 4 + 24 < source.width * source.height * pixel;
}

/// Jumps back to its caller where memory is out.
static void write_picture(
    png_structp png, png_infop info, ti_surface source, int may_number, writing *state) {
  size_t pixel = ti_is_gray(source) ? source.channels - 2 : source.channels;
  png_set_write_fn(png, state, write_bytes, flush_nothing);
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_compression_buffer_size(png, 1 << 18);
  if (may_number && ti_palette_find(source, &state->palette)
      && is_shorter(&state->palette, source, pixel))
    write_numbers(png, info, source, state);
  else
    write_pixels(png, info, source, pixel, state);
}

ti_outcome ti_png_write(ti_surface source, int may_number, uint8_t **bytes, size_t *count) {
  writing state = {.outcome = {TI_OK, ""}};
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &state, fail, ignore);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (!info) {
    ti_fail(&state.outcome, TI_OUT_OF_MEMORY, "no memory for libpng");
  } else if (setjmp(png_jmpbuf(png)) == 0) {
    write_picture(png, info, source, may_number, &state);
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
