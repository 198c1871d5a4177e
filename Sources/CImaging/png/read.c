#include <png.h>
#include <setjmp.h>
#include <string.h>
#include <zlib.h>

#include "outcome.h"
#include "resize/resize.h"

typedef struct {
  const uint8_t *bytes;
  const ti_range *parts;
  size_t part_count, part, offset;
  ti_outcome outcome;
} reading;

/// The chunk that ends a file, which holds nothing: a file need not have it to be whole.
static const uint8_t end_chunk[12] = {0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xAE, 0x42, 0x60, 0x82};

static void read_bytes(png_structp png, png_bytep to, size_t wanted) {
  reading *state = png_get_io_ptr(png);
  while (wanted > 0) {
    if (state->part > state->part_count) png_error(png, "Not enough image data");
    int is_end = state->part == state->part_count;
    ti_range part = is_end ? (ti_range){0, sizeof end_chunk} : state->parts[state->part];
    size_t left = part.length - state->offset;
    size_t taken = wanted < left ? wanted : left;
    memcpy(to, (is_end ? end_chunk : state->bytes + part.offset) + state->offset, taken);
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
  // libpng has no error codes: only these two messages identify these cases.
  ti_status status = TI_CORRUPT;
  if (strcmp(message, "Not enough image data") == 0) status = TI_TRUNCATED;
  if (strcmp(message, "Out of memory") == 0) status = TI_OUT_OF_MEMORY;
  ti_fail(&state->outcome, status, message);
  png_longjmp(png, 1);
}

/// libpng continues after damage that it can work around. A wrong checksum over the pixels stops
/// here; harmless oddities do not.
static void on_warning(png_structp png, png_const_charp message) {
  if (strstr(message, "incorrect data check")) fail(png, message);
}

static uint32_t number(const uint8_t *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/// Checks every chunk against its checksum, before memory is allocated or pixels are unpacked.
static int is_sound(const reading *state) {
  // The first part begins with the signature.
  size_t skip = 8;
  for (size_t i = 0; i < state->part_count; i++, skip = 0) {
    const uint8_t *chunk = state->bytes + state->parts[i].offset + skip;
    const uint8_t *end = state->bytes + state->parts[i].offset + state->parts[i].length;
    while (chunk < end) {
      uint32_t length = number(chunk);
      if (crc32(0, chunk + 4, length + 4) != number(chunk + 8 + length)) return 0;
      chunk += 12 + (size_t)length;
    }
  }
  return 1;
}

/// Asks libpng for RGB, or RGBA when `channels` is 4, whatever the file holds: 8 bits a channel, or
/// the file's 16 in native byte order.
static void request_form(png_structp png, png_infop info, size_t channels, int is_deep) {
  int color = png_get_color_type(png, info);
  int transparent = png_get_valid(png, info, PNG_INFO_tRNS) != 0;
  png_set_expand(png);
  if (!is_deep) png_set_scale_16(png);
  uint16_t one = 1;
  if (is_deep && *(uint8_t *)&one == 1) png_set_swap(png);
  if (!(color & PNG_COLOR_MASK_COLOR)) png_set_gray_to_rgb(png);
  if (channels == 4 && !transparent && !(color & PNG_COLOR_MASK_ALPHA))
    png_set_add_alpha(png, is_deep ? 0xFFFF : 0xFF, PNG_FILLER_AFTER);
}

/// Where the pixels of one pass of an interlaced picture belong; of another picture all of them.
typedef struct {
  size_t first_x, step_x, width, first_y, step_y;
} pass_grid;

static pass_grid grid_of(int pass, int passes, ti_surface target) {
  if (passes == 1) return (pass_grid){0, 1, target.width, 0, 1};
  return (pass_grid){
    PNG_PASS_START_COL(pass), PNG_PASS_COL_OFFSET(pass), PNG_PASS_COLS(target.width, pass),
    PNG_PASS_START_ROW(pass), PNG_PASS_ROW_OFFSET(pass)};
}

static int passes_of(png_structp png, png_infop info) {
  return png_get_interlace_type(png, info) == PNG_INTERLACE_ADAM7 ? 7 : 1;
}

/// Reads rows of 16 bits a channel and narrows them one by one: a whole picture would take twice
/// the memory. Interlaced rows arrive pass by pass, and their pixels are scattered to their places.
static void read_deep_rows(
  png_structp png, png_infop info, const ti_narrowing *narrowing, ti_surface target) {
  int passes = passes_of(png, info);
  size_t channels = target.channels, stride = target.width * channels;
  for (int pass = 0; pass < passes; pass++) {
    pass_grid grid = grid_of(pass, passes, target);
    if (grid.width == 0) continue;
    for (size_t y = grid.first_y; y < target.height; y += grid.step_y) {
      png_read_row(png, narrowing->deep, NULL);
      narrowing->narrow(narrowing->context, narrowing->deep, grid.width, narrowing->row);
      uint8_t *to = target.pixels + y * stride + grid.first_x * channels;
      for (size_t x = 0; x < grid.width; x++, to += grid.step_x * channels)
        memcpy(to, narrowing->row + x * channels, channels);
    }
  }
}

/// Reads every row into the same memory.
static void scan_rows(png_structp png, png_infop info, ti_surface row, ti_scan *scan) {
  int passes = passes_of(png, info);
  for (int pass = 0; pass < passes; pass++) {
    pass_grid grid = grid_of(pass, passes, row);
    if (grid.width == 0) continue;
    for (size_t y = grid.first_y; y < row.height; y += grid.step_y) {
      png_read_row(png, row.pixels, NULL);
      ti_extent_add(&scan->extent, row.pixels, grid.width, row.channels);
      if (!scan->shrinking) continue;
      if (passes == 1) ti_shrinking_add_row(scan->shrinking, row.pixels, y);
      else
        ti_shrinking_add_pixels(
          scan->shrinking, row.pixels, grid.width, y, grid.first_x, grid.step_x);
    }
  }
}

static void read_whole_rows(png_structp png, int passes, ti_surface target) {
  size_t stride = target.width * target.channels;
  for (int pass = 0; pass < passes; pass++)
    for (size_t y = 0; y < target.height; y++)
      png_read_row(png, target.pixels + y * stride, NULL);
}

/// Reads every row into the same memory, and from there into `resizing`.
static void resize_rows(png_structp png, ti_surface row, ti_resizing *resizing) {
  for (size_t y = 0; y < row.height; y++) {
    png_read_row(png, row.pixels, NULL);
    ti_resizing_add_row(resizing, row.pixels);
  }
}

/// Reads into `target`; with a `scan` or `resizing` only into that, by way of the one row of `target`.
static void read_rows(
  png_structp png, png_infop info, const ti_narrowing *narrowing, ti_surface target,
  ti_scan *scan, ti_resizing *resizing) {
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_read_info(png, info);
  if (png_get_image_width(png, info) != target.width
      || png_get_image_height(png, info) != target.height)
    png_error(png, "two headers disagree");
  if (resizing && png_get_interlace_type(png, info) != PNG_INTERLACE_NONE)
    png_error(png, "interlaced rows come in no order to resize");
  int is_deep = narrowing != NULL;
  request_form(png, info, target.channels, is_deep);
  int passes = is_deep || scan ? 1 : png_set_interlace_handling(png);
  png_read_update_info(png, info);
  if (png_get_rowbytes(png, info) != (target.width * target.channels) << is_deep)
    png_error(png, "unexpected row length");
  if (is_deep) read_deep_rows(png, info, narrowing, target);
  else if (scan) scan_rows(png, info, target, scan);
  else if (resizing) resize_rows(png, target, resizing);
  else read_whole_rows(png, passes, target);
  png_read_end(png, NULL);
}

static ti_outcome read_png(
  const uint8_t *bytes, const ti_range *parts, size_t part_count, const ti_narrowing *narrowing,
  ti_surface target, ti_scan *scan, ti_resizing *resizing) {
  reading state = {bytes, parts, part_count, 0, 0, {TI_OK, ""}};
  if (!is_sound(&state)) {
    ti_fail(&state.outcome, TI_CORRUPT, "a chunk does not match its checksum");
    return state.outcome;
  }
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &state, fail, on_warning);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (!info) {
    png_destroy_read_struct(&png, NULL, NULL);
    ti_fail(&state.outcome, TI_OUT_OF_MEMORY, "no memory for the PNG reader");
    return state.outcome;
  }
  if (setjmp(png_jmpbuf(png)) == 0) {
    png_set_read_fn(png, &state, read_bytes);
    png_set_crc_action(png, PNG_CRC_QUIET_USE, PNG_CRC_QUIET_USE);  // is_sound has checked them
    read_rows(png, info, narrowing, target, scan, resizing);
  }
  png_destroy_read_struct(&png, &info, NULL);
  return state.outcome;
}

ti_outcome ti_png_read(
  const uint8_t *bytes, const ti_range *parts, size_t part_count, const ti_narrowing *narrowing,
  ti_surface target) {
  return read_png(bytes, parts, part_count, narrowing, target, NULL, NULL);
}

ti_outcome ti_png_scan(
  const uint8_t *bytes, const ti_range *parts, size_t part_count, ti_surface row, ti_scan *scan) {
  return read_png(bytes, parts, part_count, NULL, row, scan, NULL);
}

ti_outcome ti_png_read_resized(
  const uint8_t *bytes, const ti_range *parts, size_t part_count, ti_surface row,
  ti_surface target) {
  ti_outcome outcome;
  ti_resizing *resizing = ti_resizing_begin(row.width, row.height, target);
  if (!resizing) {
    ti_fail(&outcome, TI_OUT_OF_MEMORY, "no memory for resizing");
    return outcome;
  }
  outcome = read_png(bytes, parts, part_count, NULL, row, NULL, resizing);
  ti_resizing_end(resizing);
  return outcome;
}
