// The C side of Imaging: codec calls that need setjmp, and loops over pixels.
//
// Nothing here allocates what the caller can allocate, keeps state between calls, or reads a
// length from a file that the caller has not bounded. Pixels are 8-bit, interleaved, row-major,
// without padding: 3 channels are RGB, 4 are RGB and straight alpha unless said otherwise.
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef enum __attribute__((enum_extensibility(closed))) {
  TI_OK,
  TI_TRUNCATED,
  TI_CORRUPT,
  TI_UNSUPPORTED_FORM,
  TI_TOO_MANY_SCANS,
  TI_OUT_OF_MEMORY,
} ti_status;

/// How a codec call ended, and in the codec's own words why.
typedef struct {
  ti_status status;
  char detail[200];
} ti_outcome;

/// The words of `outcome`; Swift sees the array itself only as a tuple.
const char *ti_detail(const ti_outcome *outcome);

/// Pixels owned by the caller.
typedef struct {
  uint8_t *pixels;
  size_t width, height, channels;
} ti_surface;

// MARK: PNG (png_read.c, png_write.c, png_filter.c, huffman.c)

/// A stretch of a file.
typedef struct {
  size_t offset, length;
} ti_range;

/// How rows of 16 bits a value, in the machine's order, become rows of 8.
typedef struct {
  void (*narrow)(void *context, const void *deep, size_t count, uint8_t *row);
  void *context, *deep;  // room for a row of 16 bits a value
  uint8_t *row;  // and of 8
} ti_narrowing;

/// Reads the PNG made of `parts` of `bytes` into `target`, whose size the caller took from IHDR.
///
/// libpng sees only `parts`: chunks that the caller leaves out can neither cost nor break anything.
/// A file of 16 bits a value can be narrowed by `narrowing`; NULL rounds.
ti_outcome ti_png_read(
  const uint8_t *bytes, const ti_range *parts, size_t part_count, const ti_narrowing *narrowing,
  ti_surface target);

/// Writes `source` as a PNG into `*bytes`, which the caller frees; as gray if it has no color.
ti_outcome ti_png_write(ti_surface source, uint8_t **bytes, size_t *count);

// MARK: JPEG (jpeg_scans.c, jpeg_read.c, jpeg_write.c)

/// How many scans begin at `offset`, the end of a segment, or later; whether the file has an end.
size_t ti_jpeg_count_scans(const uint8_t *bytes, size_t count, size_t offset, int *has_end);

/// Reads a JPEG at `eighths`/8 of its size into `target`, whose size must be the scaled size.
///
/// Three channels are RGB; four are CMYK with 255 = full ink, whatever the file's convention.
ti_outcome ti_jpeg_read(
  const uint8_t *bytes, size_t count, int eighths, int max_scans, ti_surface target);

/// Reads a JPEG at `eighths`/8 of its size, which must be `width` by `height`, and resizes it to
/// `target` (3 channels) row by row, as `ti_resize` would.
ti_outcome ti_jpeg_read_resized(
  const uint8_t *bytes, size_t count, int eighths, int max_scans, size_t width, size_t height,
  ti_surface target);

/// Writes `source` (3 channels) as a baseline JPEG into `*bytes`, which the caller frees.
///
/// `shares_color` makes four pixels share one color (4:2:0); else each has its own (4:4:4).
ti_outcome ti_jpeg_write(
  ti_surface source, int quality, int shares_color, uint8_t **bytes, size_t *count);

// MARK: WebP (webp_read.c)

/// What the head of a WebP picture says.
typedef struct {
  size_t width, height;
  int has_alpha;
} ti_webp_head;

/// Reads the head of the chunks `ALPH` and `VP8 `, or `VP8L`, that begin at `bytes`.
ti_outcome ti_webp_inspect(const uint8_t *bytes, size_t count, ti_webp_head *head);

/// Reads those chunks into `target`, their upper left corner at `x`, `y`; clear around them.
ti_outcome ti_webp_read(
  const uint8_t *bytes, size_t count, size_t x, size_t y, ti_surface target);

// MARK: Pixels (pixels.c, orient.c)

/// Converts CMYK ink to RGB without a profile. `target` has the size of `ink` and 3 channels.
void ti_cmyk_to_rgb(ti_surface ink, ti_surface target);

/// Replaces each gray pixel by the colour that `table` (256 RGB triples) has for its red value.
void ti_map_gray(ti_surface surface, const uint8_t *table);

/// Whether no pixel is even slightly transparent. True for 3 channels.
int ti_is_opaque(ti_surface surface);

/// Blends `source` (4 channels) over a matte into `target` (3 channels); both may begin at one place.
void ti_flatten(ti_surface source, const uint8_t matte[3], ti_surface target);

/// Copies the rectangle of `source` at `x`, `y` that has the size of `target`.
void ti_crop(ti_surface source, size_t x, size_t y, ti_surface target);

/// Whether red, green and blue are the same in every pixel.
int ti_is_gray(ti_surface surface);

/// How many pixels of `rows` rows from `top` on equal their left or upper neighbour.
size_t ti_count_repeats(ti_surface surface, size_t top, size_t rows);

/// Turns `source` upright for an EXIF orientation 2...8. 5...8 swap width and height in `target`.
void ti_orient(ti_surface source, int orientation, ti_surface target);

// MARK: Measuring (measure.c)

enum { ti_grid_columns = 36, ti_grid_rows = 32, ti_color_bins = 4096 };

/// What one pass over a picture tells of its looks, transparent parts on white.
typedef struct {
  /// Room for `ti_grid_rows` rows of `ti_grid_columns` values: mean luminance, 255 as 65,280.
  uint16_t *grid;
  uint8_t mean[3];
  /// The variance of the Laplacian of 8-bit luminance.
  double sharpness;
} ti_measures;

/// Measures `surface`, which must have a pixel for each cell. Returns 0 if out of memory.
int ti_measure(ti_surface surface, ti_measures *measures);

/// How many pixels fall into one of 16 × 16 × 16 ranges of color, and the sums of their values.
typedef struct {
  uint64_t count, red, green, blue;
} ti_color_bin;

/// Counts the colors of `surface` into `ti_color_bins` bins.
void ti_count_colors(ti_surface surface, ti_color_bin *bins);

// MARK: Resizing (filter.c, resize.c)

/// Resamples `source` to the size of `target` (same channels) in linear light, alpha
/// premultiplied: Lanczos 3 along sides that shrink, Catmull-Rom along sides that grow. Integer
/// arithmetic, so that every machine gives the same bytes. Returns 0 if out of memory.
int ti_resize(ti_surface source, ti_surface target);

// MARK: Drawing (draw.c)

/// A rectangle in pixels, with corners of a radius.
typedef struct {
  double x, y, width, height, radius;
} ti_box;

/// A vertical gradient, or one colour twice. RGB and straight alpha.
typedef struct {
  uint8_t top[4], bottom[4];
} ti_paint;

/// Fills a box; with `stroke` > 0, draws only a line of that width centered on its edge.
void ti_draw_box(ti_surface target, ti_box box, double stroke, ti_paint paint);

/// Draws a line with round ends.
void ti_draw_line(
  ti_surface target, double x0, double y0, double x1, double y1, double width, ti_paint paint);

/// Draws `image` with its upper left corner at `x`, `y`, only inside `clip`.
void ti_draw_image(ti_surface target, ti_surface image, long x, long y, ti_box clip);

/// Paints through a mask of coverage, as FreeType renders glyphs.
void ti_draw_mask(
  ti_surface target, const uint8_t *mask, size_t width, size_t height, long stride, long x,
  long y, ti_paint paint);
