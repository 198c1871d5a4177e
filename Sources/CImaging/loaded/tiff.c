#include <stdlib.h>
#include <string.h>

#include "libtiff.h"
#include "outcome.h"
#include "samples.h"

enum { jpeg_compression = 7, compressed_colors = 6, most_samples = 8, longest_tile = 16384 };

/// Whether the file ends before its first directory, or within it.
static int is_cut(const uint8_t *bytes, size_t count) {
  if (count < 8) return 1;
  int is_little = bytes[0] == 'I', is_big_file = bytes[is_little ? 2 : 3] == 43;
  if (is_big_file && count < 16) return 1;
  uint64_t offset = 0;
  int length = is_big_file ? 8 : 4, start = is_big_file ? 8 : 4;
  for (int i = 0; i < length; i++)
    offset = offset << 8 | bytes[is_little ? start + length - 1 - i : start + i];
  if (offset > count - 2) return 1;
  const uint8_t *at = bytes + offset;
  uint64_t entries = is_little ? at[0] | at[1] << 8 : at[0] << 8 | at[1];
  return !is_big_file && entries * 12 + 6 > count - offset;
}

static uint16_t short_of(const ti_libtiff *tiff, ti_tiff_file *file, uint32_t tag) {
  uint16_t value = 0;
  tiff->get_or_default(file, tag, &value);
  return value;
}

/// Whether its pixels are of a form that is read; else says what it is.
static int is_readable(
  const ti_libtiff *tiff, ti_tiff_file *file, const ti_tiff_head *head, ti_outcome *outcome) {
  const char *form = NULL;
  int is_bilevel_or_more =
    head->bits == 1 || head->bits == 2 || head->bits == 4 || head->bits == 8 || head->bits == 16;
  uint16_t format = short_of(tiff, file, ti_tag_sample_format);
  if (format > 1 && format != 4) form = "TIFF of signed or floating-point numbers";
  else if (!is_bilevel_or_more) form = "TIFF of an unusual number of bits";
  else if (head->samples < 1 || head->samples > most_samples) form = "TIFF of many channels";
  else if (!tiff->is_configured((uint16_t)head->compression)) form = "TIFF in an unusual compression";
  else if (head->photometric == 5 && short_of(tiff, file, ti_tag_ink_set) > 1) form = "TIFF of inks other than CMYK";
  else if (ti_color_samples(head->photometric) == 0) form = "TIFF of an unusual color space";
  else if (head->samples < ti_color_samples(head->photometric)) form = "TIFF with a channel missing";
  else if (head->photometric == 3 && head->bits > 8) form = "TIFF with a palette of 16 bits";
  if (form != NULL) ti_fail(outcome, TI_UNSUPPORTED_FORM, form);
  return form == NULL;
}

static void read_alpha(const ti_libtiff *tiff, ti_tiff_file *file, ti_tiff_head *head) {
  int extra = head->samples - ti_color_samples(head->photometric);
  uint16_t count = 0, *kinds = NULL;
  tiff->get(file, ti_tag_extra_samples, &count, &kinds);
  int kind = extra > 0 && count > 0 && kinds != NULL ? kinds[0] : 0;
  // With ink, alpha has no agreed meaning.
  head->alpha = head->photometric != 5 && (kind == 1 || kind == 2) ? kind : 0;
  head->has_more_samples = extra > (head->alpha != 0);
}

static int copy_profile(const ti_libtiff *tiff, ti_tiff_file *file, ti_tiff_head *head) {
  uint32_t length = 0;
  void *profile = NULL;
  if (!tiff->get(file, ti_tag_profile, &length, &profile) || length == 0) return 1;
  head->profile = malloc(length);
  if (head->profile == NULL) return 0;
  memcpy(head->profile, profile, length);
  head->profile_length = length;
  return 1;
}

static void fill(const ti_libtiff *tiff, ti_tiff_file *file, ti_tiff_head *head) {
  uint32_t width = 0, height = 0, kind = 0;
  tiff->get(file, ti_tag_width, &width);
  tiff->get(file, ti_tag_height, &height);
  tiff->get(file, ti_tag_subfile_type, &kind);
  head->width = width;
  head->height = height;
  head->bits = short_of(tiff, file, ti_tag_bits);
  head->samples = short_of(tiff, file, ti_tag_samples);
  head->compression = short_of(tiff, file, ti_tag_compression);
  uint16_t photometric = UINT16_MAX;
  tiff->get(file, ti_tag_photometric, &photometric);
  head->photometric = photometric;
  if (head->photometric == compressed_colors && head->compression == jpeg_compression) {
    tiff->set(file, ti_tag_jpeg_color_mode, 1);
    head->photometric = 2;
  }
  uint16_t orientation = short_of(tiff, file, ti_tag_orientation);
  head->orientation = orientation >= 1 && orientation <= 8 ? orientation : 1;
  void *version = NULL;
  head->is_raw = photometric == 32803 || photometric == 34892 || (kind & 1) != 0
                 || tiff->get(file, ti_tag_dng_version, &version);
  head->in_planes = head->samples > 1 && short_of(tiff, file, ti_tag_planes) == 2;
  head->has_more_pictures = !tiff->is_last(file);
}

/// Opens the file and reads its header; fails for forms of which no pixels are read.
static ti_tiff_file *open_file(ti_tiff_memory *memory, ti_tiff_head *head, ti_outcome *outcome) {
  const ti_libtiff *tiff = ti_libtiff_open();
  if (tiff == NULL) {
    ti_fail(outcome, TI_NO_LIBRARY, "libtiff");
    return NULL;
  }
  if (is_cut(memory->bytes, memory->count)) {
    ti_fail(outcome, TI_TRUNCATED, "");
    return NULL;
  }
  ti_tiff_file *file = ti_libtiff_file(tiff, memory);
  if (file == NULL) {
    ti_fail(outcome, TI_CORRUPT, memory->complaint[0] ? memory->complaint : "a TIFF header that breaks the rules");
    return NULL;
  }
  fill(tiff, file, head);
  if (head->width == 0 || head->height == 0) {
    ti_fail(outcome, TI_CORRUPT, "a TIFF without a size");
  } else if (head->is_raw || is_readable(tiff, file, head, outcome)) {
    if (!head->is_raw) read_alpha(tiff, file, head);
    return file;
  }
  tiff->close(file);
  return NULL;
}

ti_outcome ti_tiff_inspect(const uint8_t *bytes, size_t count, ti_tiff_head *head) {
  ti_outcome outcome = {TI_OK, ""};
  ti_tiff_memory memory = {bytes, count, 0, ""};
  memset(head, 0, sizeof *head);
  ti_tiff_file *file = open_file(&memory, head, &outcome);
  if (file == NULL) return outcome;
  const ti_libtiff *tiff = ti_libtiff_open();
  if (!copy_profile(tiff, file, head)) ti_fail(&outcome, TI_OUT_OF_MEMORY, "");
  tiff->close(file);
  return outcome;
}

/// What reading pixels needs.
typedef struct {
  const ti_libtiff *tiff;
  ti_tiff_file *file;
  const ti_tiff_head *head;
  ti_samples samples;
  ti_surface target;
  int planes;  // 1 where all samples of a pixel stand together
} reading;

static int read_rows(reading *state) {
  ti_tiff_size size = state->tiff->row_size(state->file);
  size_t columns = state->target.width;
  size_t per_pixel = state->planes == 1 ? state->samples.count : 1;
  if (size <= 0 || (size_t)size < (columns * per_pixel * state->samples.bits + 7) / 8) return 0;
  void *row = malloc((size_t)size);
  if (row == NULL) return 0;
  int is_read = 1;
  for (int plane = 0; is_read && plane < state->planes; plane++) {
    for (size_t y = 0; is_read && y < state->target.height; y++) {
      is_read = state->tiff->read_row(state->file, row, (uint32_t)y, (uint16_t)plane) >= 0;
      if (is_read) ti_put_samples(&state->samples, row, columns, plane, state->target, 0, y);
    }
  }
  free(row);
  return is_read;
}

static int read_tiles(reading *state) {
  uint32_t width = 0, height = 0;
  state->tiff->get(state->file, ti_tag_tile_width, &width);
  state->tiff->get(state->file, ti_tag_tile_height, &height);
  if (width == 0 || height == 0 || width > longest_tile || height > longest_tile) return 0;
  ti_tiff_size size = state->tiff->tile_size(state->file);
  ti_tiff_size row_size = state->tiff->tile_row_size(state->file);
  size_t per_pixel = state->planes == 1 ? state->samples.count : 1;
  size_t needed = ((size_t)width * per_pixel * state->samples.bits + 7) / 8;
  // A tile much larger than the picture is a trap.
  size_t most = ((size_t)1 << 20) + 4 * state->target.width * state->target.height * 16;
  if (size <= 0 || (size_t)size > most || row_size <= 0 || (size_t)row_size < needed
      || (size_t)size < (size_t)row_size * height)
    return 0;
  uint8_t *tile = malloc((size_t)size);
  if (tile == NULL) return 0;
  int is_read = 1;
  size_t columns = state->target.width, rows = state->target.height;
  for (int plane = 0; plane < state->planes; plane++) {
    for (size_t y = 0; is_read && y < rows; y += height) {
      for (size_t x = 0; is_read && x < columns; x += width) {
        is_read = state->tiff->read_tile(
                    state->file, tile, (uint32_t)x, (uint32_t)y, 0, (uint16_t)plane)
                  >= 0;
        size_t across = columns - x < width ? columns - x : width;
        size_t down = rows - y < height ? rows - y : height;
        for (size_t i = 0; is_read && i < down; i++)
          ti_put_samples(
            &state->samples, tile + i * (size_t)row_size, across, plane, state->target, x, y + i);
      }
    }
  }
  free(tile);
  return is_read;
}

/// Whether a strip or tile that the file should have reaches beyond its end.
static int lacks_pixels(const ti_libtiff *tiff, ti_tiff_file *file, uint64_t count) {
  uint32_t parts = tiff->is_tiled(file) ? tiff->tile_count(file) : tiff->strip_count(file);
  for (uint32_t i = 0; i < parts; i++) {
    uint64_t offset = tiff->part_offset(file, i), length = tiff->part_length(file, i);
    if (offset > count || length > count - offset) return 1;
  }
  return 0;
}

ti_outcome ti_tiff_read(
  const uint8_t *bytes, size_t count, const ti_narrowing *narrowing, ti_surface target) {
  ti_outcome outcome = {TI_OK, ""};
  ti_tiff_memory memory = {bytes, count, 0, ""};
  ti_tiff_head head = {0};
  ti_tiff_file *file = open_file(&memory, &head, &outcome);
  if (file == NULL) return outcome;
  const ti_libtiff *tiff = ti_libtiff_open();
  reading state = {.tiff = tiff, .file = file, .head = &head, .target = target};
  state.planes = head.in_planes ? head.samples : 1;
  state.samples = (ti_samples){
    .bits = (size_t)head.bits,
    .count = (size_t)head.samples,
    .photometric = head.photometric,
    .alpha = head.alpha,
    .in_planes = state.planes > 1,
    .narrowing = state.planes == 1 && head.bits == 16 ? narrowing : NULL};
  if (head.photometric == 3)
    tiff->get(
      file, ti_tag_color_map, &state.samples.map[0], &state.samples.map[1], &state.samples.map[2]);
  int is_sized = head.width == target.width && head.height == target.height && !head.is_raw;
  int is_read = 0;
  if (is_sized && (head.photometric != 3 || state.samples.map[2] != NULL)) {
    // What planes do not reach stays as it is.
    if (state.planes > 1) memset(target.pixels, 255, target.width * target.height * target.channels);
    is_read = tiff->is_tiled(file) ? read_tiles(&state) : read_rows(&state);
  }
  if (is_read && state.planes > 1 && head.alpha == 1) ti_divide_by_alpha(target);
  if (!is_read) {
    int is_short = lacks_pixels(tiff, file, count);
    const char *detail = memory.complaint[0] ? memory.complaint : "pixels that cannot be unpacked";
    ti_fail(&outcome, is_short ? TI_TRUNCATED : TI_CORRUPT, detail);
  }
  tiff->close(file);
  return outcome;
}
