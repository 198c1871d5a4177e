#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "outcome.h"
#include "png_plain.h"

typedef struct {
  const uint8_t *bytes;
  const ti_range *parts;
  size_t part_count, part, offset;
  ti_outcome outcome;
} reading;

static void take(png_structp png, png_bytep to, size_t wanted) {
  reading *state = png_get_io_ptr(png);
  while (wanted > 0) {
    if (state->part == state->part_count) png_error(png, "Not enough image data");
    ti_range part = state->parts[state->part];
    size_t left = part.length - state->offset;
    size_t taken = wanted < left ? wanted : left;
    memcpy(to, state->bytes + part.offset + state->offset, taken);
    to += taken;
    wanted -= taken;
    state->offset += taken;
    if (state->offset == part.length) {
      state->part++;
      state->offset = 0;
    }
  }
}

static void fail(png_structp png, png_const_charp message) {
  reading *state = png_get_error_ptr(png);
  // libpng has no error codes; these two messages are the only ones that tell these cases.
  ti_status status = TI_CORRUPT;
  if (strcmp(message, "Not enough image data") == 0) status = TI_TRUNCATED;
  if (strcmp(message, "Out of memory") == 0) status = TI_OUT_OF_MEMORY;
  ti_fail(&state->outcome, status, message);
  png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

/// Asks libpng for 8-bit RGB, or RGBA when `channels` is 4, whatever the file holds.
static void request_form(png_structp png, png_infop info, size_t channels) {
  int color = png_get_color_type(png, info);
  int transparent = png_get_valid(png, info, PNG_INFO_tRNS) != 0;
  png_set_expand(png);
  png_set_scale_16(png);
  if (!(color & PNG_COLOR_MASK_COLOR)) png_set_gray_to_rgb(png);
  if (channels == 4 && !transparent && !(color & PNG_COLOR_MASK_ALPHA))
    png_set_add_alpha(png, 0xFF, PNG_FILLER_AFTER);
}

static void read_rows(png_structp png, png_infop info, ti_surface target) {
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_read_info(png, info);
  if (png_get_image_width(png, info) != target.width
      || png_get_image_height(png, info) != target.height)
    png_error(png, "two headers disagree");
  request_form(png, info, target.channels);
  int passes = png_set_interlace_handling(png);
  png_read_update_info(png, info);
  size_t stride = target.width * target.channels;
  if (png_get_rowbytes(png, info) != stride) png_error(png, "unexpected row length");
  for (int pass = 0; pass < passes; pass++)
    for (size_t y = 0; y < target.height; y++)
      png_read_row(png, target.pixels + y * stride, NULL);
  png_read_end(png, NULL);
}

ti_outcome ti_png_read(
  const uint8_t *bytes, const ti_range *parts, size_t part_count, ti_surface target) {
  reading state = {bytes, parts, part_count, 0, 0, {TI_OK, ""}};
  if (ti_png_read_plain(bytes, parts, part_count, target, NULL)) return state.outcome;
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &state, fail, ignore);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (!info) {
    png_destroy_read_struct(&png, NULL, NULL);
    ti_fail(&state.outcome, TI_OUT_OF_MEMORY, "no memory for the PNG reader");
    return state.outcome;
  }
  if (setjmp(png_jmpbuf(png)) == 0) {
    png_set_read_fn(png, &state, take);
    read_rows(png, info, target);
  }
  png_destroy_read_struct(&png, &info, NULL);
  return state.outcome;
}

int ti_png_read_resized(
  const uint8_t *bytes, const ti_range *parts, size_t part_count, size_t width, size_t height,
  ti_surface target) {
  ti_surface source = {NULL, width, height, target.channels};
  ti_resizing *resizing = ti_resizing_begin(width, height, target);
  if (!resizing) return 0;
  int is_read = ti_png_read_plain(bytes, parts, part_count, source, resizing);
  ti_resizing_end(resizing);
  return is_read;
}
