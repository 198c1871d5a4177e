#include "png_plain.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "png_filter.h"

typedef struct {
  const uint8_t *bytes;
  const ti_range *parts;
  size_t part_count, part, offset;
} chunks;

typedef struct {
  const uint8_t *name, *content;
  size_t length;
} chunk;

typedef struct {
  ti_surface target;
  ti_resizing *resizing;
  size_t row_bytes, written, block_bytes;
  uint8_t *rows[2], *block;  // two rows without filters; several with them
  z_stream zlib;
  int ended;  // whether the stream of pixels has come to its end
} reading;

static uint32_t number(const uint8_t *at) {
  return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/// The next chunk, of which a part holds all if any. Returns 0 at the end, and if it is damaged.
static int next_chunk(chunks *all, chunk *next) {
  if (all->part == all->part_count) return 0;
  ti_range part = all->parts[all->part];
  if (part.length - all->offset < 12) return 0;
  const uint8_t *start = all->bytes + part.offset + all->offset;
  size_t length = number(start);
  if (part.length - all->offset - 12 < length) return 0;
  *next = (chunk){start + 4, start + 8, length};
  all->offset += length + 12;
  if (all->offset == part.length) {
    all->part++;
    all->offset = 0;
  }
  return crc32_z(0, next->name, length + 4) == number(start + 8 + length);
}

static int is_named(const chunk *chunk, const char *name) {
  return memcmp(chunk->name, name, 4) == 0;
}

static int has_form(const chunk *header, ti_surface target) {
  const uint8_t *at = header->content;
  return is_named(header, "IHDR") && header->length == 13 && number(at) == target.width
    && number(at + 4) == target.height && at[8] == 8 && at[9] == (target.channels == 4 ? 6 : 2)
    && at[10] == 0 && at[11] == 0 && at[12] == 0;
}

static int put_row(reading *state, const uint8_t *filtered) {
  size_t y = state->written++;
  uint8_t *here = state->rows[y % 2], *above = state->rows[(y + 1) % 2];
  if (!ti_png_unfilter(filtered, above, state->row_bytes, state->target.channels, here)) return 0;
  if (state->resizing) ti_resizing_take(state->resizing, here);
  else memcpy(state->target.pixels + y * state->row_bytes, here, state->row_bytes);
  return 1;
}

/// Passes on the whole rows of the block and keeps the rest.
static int put_rows(reading *state) {
  size_t stored = state->row_bytes + 1, filled = state->block_bytes - state->zlib.avail_out;
  uint8_t *row = state->block;
  for (; filled >= stored; filled -= stored, row += stored)
    if (state->written == state->target.height || !put_row(state, row)) return 0;
  memmove(state->block, row, filled);
  state->zlib.next_out = state->block + filled;
  state->zlib.avail_out = (uInt)(state->block_bytes - filled);
  return 1;
}

static int take_pixels(reading *state, const chunk *chunk) {
  z_stream *zlib = &state->zlib;
  zlib->next_in = (uint8_t *)chunk->content;
  zlib->avail_in = (uInt)chunk->length;
  while (zlib->avail_in > 0 && !state->ended) {
    int status = inflate(zlib, Z_NO_FLUSH);
    if (status != Z_OK && status != Z_STREAM_END) return 0;
    state->ended = status == Z_STREAM_END;
    if ((zlib->avail_out == 0 || state->ended) && !put_rows(state)) return 0;
  }
  return zlib->avail_in == 0;
}

static int read_chunks(reading *state, chunks *all) {
  chunk chunk;
  if (!next_chunk(all, &chunk) || !has_form(&chunk, state->target)) return 0;
  while (next_chunk(all, &chunk)) {
    if (is_named(&chunk, "IEND"))
      return state->ended && state->written == state->target.height
        && state->zlib.avail_out == state->block_bytes;
    if (!is_named(&chunk, "IDAT") || state->ended || !take_pixels(state, &chunk)) return 0;
  }
  return 0;
}

int ti_png_read_plain(
  const uint8_t *bytes, const ti_range *parts, size_t part_count, ti_surface target,
  ti_resizing *resizing) {
  reading state = {.target = target, .resizing = resizing};
  // After the signature.
  chunks all = {bytes, parts, part_count, 0, 8};
  state.row_bytes = target.width * target.channels;
  // Whole rows, so many that zlib is not asked for little at a time.
  size_t stored = state.row_bytes + 1, block_rows = (64 << 10) / stored + 1;
  state.block_bytes = block_rows * stored;
  // The rows are followed by the block, and the block by what is read for nothing.
  uint8_t *room = calloc(2 * state.row_bytes + state.block_bytes + 1, 1);
  if (!room || inflateInit(&state.zlib) != Z_OK) {
    free(room);
    return 0;
  }
  state.rows[0] = room;
  state.rows[1] = room + state.row_bytes;
  state.block = state.zlib.next_out = room + 2 * state.row_bytes;
  state.zlib.avail_out = (uInt)state.block_bytes;
  int is_read = read_chunks(&state, &all);
  inflateEnd(&state.zlib);
  free(room);
  return is_read;
}
