// The C side of Imaging: codec calls that need setjmp, and loops over pixels.
//
// Nothing here keeps state between calls, allocates what the caller can allocate, or trusts a
// length in a file that the caller has not checked. Pixels are 8-bit, interleaved, row-major,
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
  TI_NO_LIBRARY,
} ti_status;

/// The result of a codec call, and the codec's message if it failed.
typedef struct {
  ti_status status;
  char detail[200];
} ti_outcome;

/// The message of `outcome`; Swift sees the array itself only as a tuple.
const char *ti_detail(const ti_outcome *outcome);

/// Pixels owned by the caller.
typedef struct {
  uint8_t *pixels;
  size_t width, height, channels;
} ti_surface;

/// The least and greatest value of each channel over the pixels added so far.
typedef struct {
  uint8_t low[4], high[4];
  /// Whether the fourth channel is alpha: then pixels that cannot be seen count as clear black.
  int has_alpha;
} ti_extent;

/// A picture that is made smaller by a whole factor, as the mean of its pixels, while its rows come.
typedef struct ti_shrinking ti_shrinking;

/// What becomes of the pixels of a picture that is read to its end and not kept.
typedef struct {
  ti_extent extent;
  ti_shrinking *shrinking;  // NULL for none
} ti_scan;

// MARK: PNG (png/)

/// A range of bytes in a file.
typedef struct {
  size_t offset, length;
} ti_range;

/// Converts rows of 16 bits a channel, in native byte order, to rows of 8.
typedef struct {
  void (*narrow)(void *context, const void *deep, size_t count, uint8_t *row);
  void *context, *deep;  // scratch space for a row of 16 bits a channel
  uint8_t *row;  // and for one of 8
} ti_narrowing;

/// Converts rows of `count` gray pixels of 16 bits, as 3 or 4 channels, to rows of 8 bits: `table` has
/// a value for each of the 65,536.
void ti_narrow_gray(
  const uint16_t *deep, size_t count, size_t channels, const uint8_t *table, uint8_t *row);

/// Reads the PNG made of `parts` of `bytes` into `target`, whose size must be that of IHDR.
///
/// libpng sees only `parts` and an end chunk: chunks that the caller omits can neither cost nor break
/// anything.
/// `narrowing` converts 16 bits a channel to 8; NULL rounds.
ti_outcome ti_png_read(
  const uint8_t *bytes, const ti_range *parts, size_t part_count, const ti_narrowing *narrowing,
  ti_surface target);

/// Reads the whole PNG as `ti_png_read` does, keeping no pixels: `row` has the size of the picture and
/// memory for one row of it. `scan` gets every pixel.
ti_outcome ti_png_scan(
  const uint8_t *bytes, const ti_range *parts, size_t part_count, ti_surface row, ti_scan *scan);

/// Reads the whole PNG, which is not interlaced, as `ti_png_read` does and resizes it to `target` row by row, with the same
/// result as `ti_resize`. `row` has the size of the picture and memory for one row of it.
ti_outcome ti_png_read_resized(
  const uint8_t *bytes, const ti_range *parts, size_t part_count, ti_surface row,
  ti_surface target);

/// Writes `source` as a PNG into `*bytes`, which the caller frees; as grayscale if all pixels are
/// gray, and with a palette if `may_number` is not 0 and that takes less.
ti_outcome ti_png_write(ti_surface source, int may_number, uint8_t **bytes, size_t *count);

// MARK: JPEG (jpeg/)

/// Counts the scans that begin at or after `offset`, the end of a segment; sets `end` to where the end
/// marker ends, 0 if there is none.
size_t ti_jpeg_count_scans(const uint8_t *bytes, size_t count, size_t offset, size_t *end);

/// Reads a JPEG at `eighths`/8 of its size into `target`, whose size must be the scaled size.
///
/// Three channels are RGB; four are CMYK with 255 for full ink, which files store inverted. A file
/// may lack its end marker if all that precedes it is there.
ti_outcome ti_jpeg_read(
  const uint8_t *bytes, size_t count, int eighths, int max_scans, ti_surface target);

/// Reads the whole JPEG at full size, keeping no pixels: `row` has the size of the picture and memory
/// for one row of it. `scan` gets every pixel.
ti_outcome ti_jpeg_scan(
  const uint8_t *bytes, size_t count, int max_scans, ti_surface row, ti_scan *scan);

/// Reads a JPEG at `eighths`/8 of its size, which must be `width` by `height`, and resizes it to
/// `target` (3 channels) row by row, with the same result as `ti_resize`.
ti_outcome ti_jpeg_read_resized(
  const uint8_t *bytes, size_t count, int eighths, int max_scans, size_t width, size_t height,
  ti_surface target);

/// Writes `source` (3 channels) as a baseline JPEG into `*bytes`, which the caller frees.
///
/// `subsample_chroma` selects 4:2:0 chroma subsampling instead of 4:4:4.
ti_outcome ti_jpeg_write(
  ti_surface source, int quality, int subsample_chroma, uint8_t **bytes, size_t *count);

// MARK: WebP (webp/)

/// The header of a WebP picture.
typedef struct {
  size_t width, height;
  int has_alpha;
} ti_webp_head;

/// Reads the header of the chunks `ALPH` and `VP8 `, or `VP8L`, that begin at `bytes`.
ti_outcome ti_webp_inspect(const uint8_t *bytes, size_t count, ti_webp_head *head);

/// Decodes those chunks into `target` with the upper left corner at `x`, `y`; the rest is clear.
ti_outcome ti_webp_read(
  const uint8_t *bytes, size_t count, size_t x, size_t y, ti_surface target);

/// Writes `source` as a WebP into `*bytes`, which the caller frees.
///
/// - `quality`: from 1 to 100; of no account where `lossless` is not 0.
ti_outcome ti_webp_write(
  ti_surface source, int quality, int lossless, uint8_t **bytes, size_t *count);

// MARK: TIFF, HEIC and AVIF (loaded/)

// Their libraries are opened when the first such file comes, since most runs read none: without them
// the outcome is TI_NO_LIBRARY.

/// The header of the first picture of a TIFF.
typedef struct {
  size_t width, height;
  /// Bits per sample, 1...16; samples per pixel; `PhotometricInterpretation`; the compression.
  int bits, samples, photometric, compression;
  int orientation;  // 1...8
  int alpha;  // 0 none, 1 colors multiplied by it, 2 not
  int has_more_samples;  // besides colors and alpha
  int has_more_pictures;
  int in_planes;  // whether the samples of a pixel stand apart
  int is_raw;  // what a camera's sensor saw, or a small preview of it
  /// The color profile, which the caller frees; NULL without one.
  uint8_t *profile;
  size_t profile_length;
} ti_tiff_head;

/// Reads the header of the TIFF; fails for a form of which `ti_tiff_read` reads no pixels.
ti_outcome ti_tiff_inspect(const uint8_t *bytes, size_t count, ti_tiff_head *head);

/// Reads the first picture into `target`, whose size must be that of its header: 4 channels are CMYK
/// with 255 for full ink, or RGB and straight alpha; 3 are RGB. `narrowing` is as for PNG, and does
/// nothing for pictures of other than 16 bits.
ti_outcome ti_tiff_read(
  const uint8_t *bytes, size_t count, const ti_narrowing *narrowing, ti_surface target);

/// The header of the main picture of a HEIC or AVIF, upright.
typedef struct {
  size_t width, height;
  int bits, has_alpha;
  int has_more_pictures;
  /// How its colors are coded, by numbers of ITU-T H.273; `has_points` is 0 if it has none or a profile.
  int has_points, primaries, transfer;
  /// The color profile, which the caller frees; NULL without one.
  uint8_t *profile;
  size_t profile_length;
} ti_heif_head;

/// Reads that header, of pictures with sides of at most `max_side`.
ti_outcome ti_heif_inspect(
  const uint8_t *bytes, size_t count, size_t max_side, ti_heif_head *head);

/// Reads the main picture into `target`, whose size must be that of its header.
ti_outcome ti_heif_read(const uint8_t *bytes, size_t count, size_t max_side, ti_surface target);

// MARK: Pixels (pixels/)

/// Sets every pixel to `color`, RGBA; its alpha is ignored for 3 channels.
void ti_fill(ti_surface target, const uint8_t color[4]);

/// Converts CMYK to RGB without a profile. `target` has the size of `cmyk` and 3 channels.
void ti_cmyk_to_rgb(ti_surface cmyk, ti_surface target);

/// Replaces each value of a surface of 3 channels by what `table` has for it.
void ti_map_values(ti_surface surface, const uint8_t table[256]);

/// Replaces each pixel by the color that `table` (256 RGB triples) has for its red value.
void ti_map_gray(ti_surface surface, const uint8_t *table);

/// The pixels that no one can see, since their alpha is zero: their number, and whether they showed more
/// than one color.
typedef struct {
  size_t count;
  int has_colors;
} ti_unseen;

/// Makes the colors of all unseen pixels of `surface` (4 channels) black.
ti_unseen ti_clear_unseen(ti_surface surface);

/// Whether no pixel is even slightly transparent. True for 3 channels.
int ti_is_opaque(ti_surface surface);

/// Blends `source` (4 channels) over a matte into `target` (3 channels); both may share memory.
void ti_flatten(ti_surface source, const uint8_t matte[3], ti_surface target);

/// Copies the rectangle of `source` at `x`, `y` that has the size of `target`.
void ti_crop(ti_surface source, size_t x, size_t y, ti_surface target);

/// Whether red, green and blue are the same in every pixel.
int ti_is_gray(ti_surface surface);

/// Counts the pixels of `rows` rows from `top` that equal their left or upper neighbor.
size_t ti_count_repeats(ti_surface surface, size_t top, size_t rows);

/// Turns `source` upright for an EXIF orientation 2...8. 5...8 swap width and height in `target`.
void ti_orient(ti_surface source, int orientation, ti_surface target);

/// An extent without pixels.
ti_extent ti_extent_begin(int has_alpha);

/// Adds `count` pixels of 3 or 4 channels.
void ti_extent_add(ti_extent *extent, const uint8_t *pixels, size_t count, size_t channels);

/// Begins to make a picture smaller by `factor`, 1...256; NULL if out of memory. Colors of a picture with
/// alpha count by it.
ti_shrinking *ti_shrinking_begin(
  size_t width, size_t height, size_t channels, int has_alpha, size_t factor);

/// Adds a whole row. Rows come from the top.
void ti_shrinking_add_row(ti_shrinking *shrinking, const uint8_t *row, size_t y);

/// Adds `count` pixels of the row `y`, which stand `step` apart from `x` on; in any order.
void ti_shrinking_add_pixels(
  ti_shrinking *shrinking, const uint8_t *pixels, size_t count, size_t y, size_t x, size_t step);

/// Writes the small picture into `target`: the sides divided by the factor and rounded up, as many channels.
void ti_shrinking_finish(ti_shrinking *shrinking, ti_surface target);

/// Frees it.
void ti_shrinking_end(ti_shrinking *shrinking);

// MARK: Hashes (hashes/)

/// Finds pictures whose two hashes differ from `one` and `other` in at most `bound` of 128 bits. Writes the
/// places of the first `room` of them, in order, and returns how many there are.
size_t ti_hashes_near(
  const uint64_t *first, const uint64_t *second, size_t count, uint64_t one, uint64_t other,
  unsigned bound, uint32_t *places, size_t room);

// MARK: Measuring (pixels/measure.c)

enum { ti_grid_columns = 36, ti_grid_rows = 32, ti_color_bins = 4096 };

/// Measurements of a picture in one pass, transparent parts on white.
typedef struct {
  /// `ti_grid_rows` rows of `ti_grid_columns` values: mean luminance, 255 as 65,280.
  uint16_t *grid;
  uint8_t mean[3];
  /// The variance of the Laplacian of 8-bit luminance.
  double sharpness;
} ti_measures;

/// Measures `surface`, which must have at least one pixel per cell. Returns 0 if out of memory.
int ti_measure(ti_surface surface, ti_measures *measures);

/// The number of pixels in one of 16 × 16 × 16 color ranges, and the sums of their values.
typedef struct {
  uint64_t count, red, green, blue;
} ti_color_bin;

/// Counts the colors of `surface` into `ti_color_bins` bins.
void ti_count_colors(ti_surface surface, ti_color_bin *bins);

// MARK: Resizing (resize/)

/// Resamples `source` to the size of `target` (same channels) in linear light, alpha
/// premultiplied: Lanczos 3 along sides that shrink, Catmull-Rom along sides that grow. It uses
/// integer arithmetic, so every machine gives the same bytes. Returns 0 if out of memory.
int ti_resize(ti_surface source, ti_surface target);
