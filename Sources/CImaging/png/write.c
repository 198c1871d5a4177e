#include <string.h>
#include <zlib.h>

#include "png/huffman.h"
#include "outcome.h"
#include "png/filter.h"

/// Rows are compressed in blocks of about this many bytes, each by the method that suits it.
static const size_t block_bytes = 128 << 10;

/// How many pixels of a block repeat their left or upper neighbor.
///
/// Grain has no repeats: searching for them takes most of the time and gains nothing over Huffman
/// codes alone. Flat areas are full of repeats, near and far, which most filters would hide. A
/// mixture, such as a photograph in a drawing, is filtered to runs of zeros.
typedef enum { grain, mixed, flat } content;

typedef struct {
  ti_surface source;
  size_t pixel, row_bytes, block_rows;
  uint8_t *rows[2], *room, *block;  // two rows as stored; a block of filtered ones
  ti_buffer out;
  z_stream zlib;
  content held;  // the content that zlib has pending; grain for none
  uint32_t adler;
} writing;

static void put_number(uint8_t *to, uint32_t number) {
  for (int i = 0; i < 4; i++) to[i] = (uint8_t)(number >> (24 - 8 * i));
}

/// Begins a chunk of yet unknown length. Returns 0 if out of memory, as do the functions below.
static int begin_chunk(ti_buffer *out, const char *name, size_t *start) {
  *start = out->count;
  return ti_append(out, (const uint8_t *)"\0\0\0\0", 4) && ti_append(out, (const uint8_t *)name, 4);
}

static int end_chunk(ti_buffer *out, size_t start) {
  size_t count = out->count - start - 8;
  put_number(out->bytes + start, (uint32_t)count);
  uint8_t check[4];
  put_number(check, (uint32_t)crc32_z(0, out->bytes + start + 4, count + 4));
  return ti_append(out, check, 4);
}

static int put_header(writing *state) {
  static const uint8_t signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  static const uint8_t color_types[5] = {0, 0, 4, 2, 6};  // by bytes a pixel
  uint8_t header[13] = {[8] = 8, [9] = color_types[state->pixel]};
  put_number(header, (uint32_t)state->source.width);
  put_number(header + 4, (uint32_t)state->source.height);
  size_t start;
  return ti_append(&state->out, signature, 8) && begin_chunk(&state->out, "IHDR", &start)
    && ti_append(&state->out, header, 13) && end_chunk(&state->out, start);
}

/// Runs zlib over `count` bytes; `flush` as for deflate().
static int run_zlib(writing *state, uint8_t *bytes, size_t count, int flush) {
  z_stream *zlib = &state->zlib;
  zlib->next_in = bytes;
  zlib->avail_in = (uInt)count;
  do {
    if (!ti_reserve(&state->out, 1 << 16)) return 0;
    zlib->next_out = state->out.bytes + state->out.count;
    zlib->avail_out = 1 << 16;
    deflate(zlib, flush);
    state->out.count += (1 << 16) - zlib->avail_out;
  } while (zlib->avail_out == 0);
  return 1;
}

/// Flushes what zlib has pending, so that other blocks may follow.
static int end_zlib(writing *state) {
  if (state->held == grain) return 1;
  int done = run_zlib(state, NULL, 0, Z_SYNC_FLUSH);
  deflateEnd(&state->zlib);
  state->held = grain;
  return done;
}

static int begin_zlib(writing *state, content content) {
  if (state->held == content) return 1;
  if (!end_zlib(state)) return 0;
  int strategy = content == flat ? Z_DEFAULT_STRATEGY : Z_RLE;
  state->zlib = (z_stream){0};
  // Negative for raw deflate: the zlib header and checksum are written here.
  if (deflateInit2(&state->zlib, 6, Z_DEFLATED, -15, 8, strategy) != Z_OK) return 0;
  state->held = content;
  return 1;
}

static int put_block(writing *state, size_t count, content content) {
  state->adler = (uint32_t)adler32_z(state->adler, state->block, count);
  if (content == grain)
    return end_zlib(state) && ti_huffman_append(&state->out, state->block, count);
  return begin_zlib(state, content) && run_zlib(state, state->block, count, Z_NO_FLUSH);
}

/// Classifies a block by every fourth row.
static content content_of(ti_surface source, size_t top, size_t rows) {
  size_t repeats = 0, pixels = 0;
  for (size_t y = top; y < top + rows; y += 4, pixels += source.width)
    repeats += ti_count_repeats(source, y, 1);
  return repeats * 20 >= pixels * 19 ? flat : repeats * 10 >= pixels * 3 ? mixed : grain;
}

/// Copies row `y` as it is stored: gray pixels as one value.
static void store_row(const writing *state, size_t y, uint8_t *to) {
  size_t channels = state->source.channels, width = state->source.width;
  const uint8_t *from = state->source.pixels + y * width * channels;
  if (state->pixel == channels) {
    memcpy(to, from, width * channels);
  } else if (channels == 3) {
    for (size_t x = 0; x < width; x++) to[x] = from[x * 3];
  } else {
    for (size_t x = 0; x < width; x++) {
      to[x * 2] = from[x * 4];
      to[x * 2 + 1] = from[x * 4 + 3];
    }
  }
}

static int put_rows(writing *state) {
  size_t height = state->source.height, stored = state->row_bytes + 1;
  for (size_t y = 0; y < height;) {
    size_t rows = state->block_rows < height - y ? state->block_rows : height - y;
    content content = content_of(state->source, y, rows);
    for (size_t i = 0; i < rows; i++, y++) {
      uint8_t *here = state->rows[y % 2], *above = state->rows[(y + 1) % 2];
      store_row(state, y, here);
      ti_png_row row = {here, above, state->row_bytes, state->pixel};
      ti_png_filter(row, content == flat, state->block + i * stored, state->room);
    }
    if (!put_block(state, rows * stored, content)) return 0;
  }
  return end_zlib(state);
}

static int put_pixels(writing *state) {
  static const uint8_t zlib_header[2] = {0x78, 0x01}, last_block[2] = {0x03, 0x00};
  uint8_t check[4];
  size_t start;
  if (!begin_chunk(&state->out, "IDAT", &start) || !ti_append(&state->out, zlib_header, 2)
      || !put_rows(state) || !ti_append(&state->out, last_block, 2))
    return 0;
  put_number(check, state->adler);
  return ti_append(&state->out, check, 4) && end_chunk(&state->out, start);
}

static int allocate(writing *state) {
  size_t pixel = state->pixel, stored = state->row_bytes + 1;
  state->block_rows = block_bytes / stored + 1;
  for (int i = 0; i < 2; i++) {
    uint8_t *room = calloc(state->row_bytes + pixel, 1);
    state->rows[i] = room ? room + pixel : NULL;
  }
  state->room = malloc(state->row_bytes);
  state->block = malloc(state->block_rows * stored);
  return state->rows[0] && state->rows[1] && state->room && state->block;
}

static void release(writing *state) {
  for (int i = 0; i < 2; i++)
    if (state->rows[i]) free(state->rows[i] - state->pixel);
  free(state->room);
  free(state->block);
  if (state->held != grain) deflateEnd(&state->zlib);
}

ti_outcome ti_png_write(ti_surface source, uint8_t **bytes, size_t *count) {
  writing state = {.source = source, .adler = 1};
  ti_outcome outcome = {TI_OK, ""};
  size_t start;
  state.pixel = ti_is_gray(source) ? source.channels - 2 : source.channels;
  state.row_bytes = source.width * state.pixel;
  int done = allocate(&state) && put_header(&state) && put_pixels(&state)
    && begin_chunk(&state.out, "IEND", &start) && end_chunk(&state.out, start);
  release(&state);
  if (!done) {
    ti_fail(&outcome, TI_OUT_OF_MEMORY, "no memory for the file");
    free(state.out.bytes);
    state.out = (ti_buffer){NULL, 0, 0};
  }
  *bytes = state.out.bytes;
  *count = state.out.count;
  return outcome;
}
