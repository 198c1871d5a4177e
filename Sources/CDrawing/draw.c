#include <math.h>
#include <string.h>

#include "cdrawing.h"

static inline double clamped(double value, double low, double high) {
  return value < low ? low : value > high ? high : value;
}

/// value / 255, rounded, for values up to 255 * 255.
static inline unsigned over_255(unsigned value) {
  value += 128;
  return (value + (value >> 8)) >> 8;
}

static void blend(uint8_t *pixel, size_t channels, const uint8_t color[4], unsigned coverage) {
  unsigned alpha = over_255(color[3] * coverage);
  if (alpha == 0) return;
  unsigned under = 255 - alpha;
  if (channels == 4) {
    under = over_255(pixel[3] * under);
    pixel[3] = (uint8_t)(alpha + under);
  }
  unsigned whole = alpha + under;
  for (int c = 0; c < 3; c++)
    pixel[c] = (uint8_t)((color[c] * alpha + pixel[c] * under + whole / 2) / whole);
}

static void color_at(td_paint paint, double share, uint8_t color[4]) {
  share = clamped(share, 0, 1);
  for (int c = 0; c < 4; c++)
    color[c] = (uint8_t)lrint(paint.top[c] + (paint.bottom[c] - paint.top[c]) * share);
}

/// The pixels first..<end along an axis of `size` pixels that an interval may touch.
typedef struct {
  size_t first, end;
} extent;

static extent extent_of(double low, double high, size_t size) {
  extent touched = {0, 0};
  if (!(low < (double)size) || !(high > 0)) return touched;
  touched.first = low > 0 ? (size_t)low : 0;
  touched.end = high < (double)size ? (size_t)ceil(high) : size;
  return touched;
}

/// How far a point lies outside the edge of a box; negative inside.
static double distance_to_box(double x, double y, td_box box) {
  double half_width = box.width / 2, half_height = box.height / 2;
  double radius = clamped(box.radius, 0, fmin(half_width, half_height));
  double dx = fabs(x - box.x - half_width) - half_width + radius;
  double dy = fabs(y - box.y - half_height) - half_height + radius;
  double outside = hypot(fmax(dx, 0), fmax(dy, 0));
  return outside + fmin(fmax(dx, dy), 0) - radius;
}

static unsigned coverage_of(double distance) {
  return (unsigned)lrint(clamped(0.5 - distance, 0, 1) * 255);
}

/// The pixels of the row at height `y` that a box covers completely: they need no distance.
static extent covered(double y, td_box box, size_t width) {
  double from_middle = fabs(y - box.y - box.height / 2);
  double radius = clamped(box.radius, 0, fmin(box.width, box.height) / 2);
  if (from_middle > box.height / 2 - 0.5) return (extent){0, 0};
  double inset = from_middle <= box.height / 2 - radius ? 0 : radius;
  double low = ceil(box.x + inset), high = floor(box.x + box.width - inset);
  if (!(low < high)) return (extent){0, 0};
  return (extent){
    (size_t)clamped(low, 0, (double)width), (size_t)clamped(high, 0, (double)width)};
}

void td_draw_box(td_surface target, td_box box, double stroke, td_paint paint) {
  double reach = stroke / 2 + 1;
  extent rows = extent_of(box.y - reach, box.y + box.height + reach, target.height);
  extent columns = extent_of(box.x - reach, box.x + box.width + reach, target.width);
  for (size_t y = rows.first; y < rows.end; y++) {
    uint8_t color[4];
    double middle = (double)y + 0.5;
    color_at(paint, (middle - box.y) / box.height, color);
    extent whole = stroke > 0 ? (extent){0, 0} : covered(middle, box, target.width);
    uint8_t *row = target.pixels + y * target.width * target.channels;
    for (size_t x = columns.first; x < columns.end; x++) {
      uint8_t *pixel = row + x * target.channels;
      unsigned coverage = 255;
      if (x < whole.first || x >= whole.end) {
        double distance = distance_to_box((double)x + 0.5, middle, box);
        coverage = coverage_of(stroke > 0 ? fabs(distance) - stroke / 2 : distance);
      }
      blend(pixel, target.channels, color, coverage);
    }
  }
}

void td_draw_line(
  td_surface target, double x0, double y0, double x1, double y1, double width, td_paint paint) {
  double reach = width / 2 + 1, along_x = x1 - x0, along_y = y1 - y0;
  double square = along_x * along_x + along_y * along_y;
  extent rows = extent_of(fmin(y0, y1) - reach, fmax(y0, y1) + reach, target.height);
  extent columns = extent_of(fmin(x0, x1) - reach, fmax(x0, x1) + reach, target.width);
  for (size_t y = rows.first; y < rows.end; y++) {
    for (size_t x = columns.first; x < columns.end; x++) {
      double dx = (double)x + 0.5 - x0, dy = (double)y + 0.5 - y0;
      double share = square > 0 ? clamped((dx * along_x + dy * along_y) / square, 0, 1) : 0;
      double distance = hypot(dx - share * along_x, dy - share * along_y) - width / 2;
      uint8_t color[4];
      color_at(paint, share, color);
      blend(
        target.pixels + (y * target.width + x) * target.channels, target.channels, color,
        coverage_of(distance));
    }
  }
}

void td_draw_image(td_surface target, td_surface image, long x, long y, td_box clip) {
  extent rows = extent_of((double)y, (double)y + (double)image.height, target.height);
  extent columns = extent_of((double)x, (double)x + (double)image.width, target.width);
  for (size_t row = rows.first; row < rows.end; row++) {
    double middle = (double)row + 0.5;
    extent whole = covered(middle, clip, target.width);
    size_t image_row = (size_t)((long)row - y) * image.width;
    for (size_t column = columns.first; column < columns.end; column++) {
      unsigned coverage = 255;
      if (column < whole.first || column >= whole.end)
        coverage = coverage_of(distance_to_box((double)column + 0.5, middle, clip));
      uint8_t color[4] = {0, 0, 0, 255};
      size_t at = image_row + (size_t)((long)column - x);
      memcpy(color, image.pixels + at * image.channels, image.channels);
      blend(
        target.pixels + (row * target.width + column) * target.channels, target.channels, color,
        coverage);
    }
  }
}

void td_draw_mask(
  td_surface target, const uint8_t *mask, size_t width, size_t height, long stride, long x,
  long y, td_paint paint) {
  extent rows = extent_of((double)y, (double)y + (double)height, target.height);
  extent columns = extent_of((double)x, (double)x + (double)width, target.width);
  for (size_t row = rows.first; row < rows.end; row++) {
    const uint8_t *coverage = mask + ((long)row - y) * stride;
    for (size_t column = columns.first; column < columns.end; column++)
      blend(
        target.pixels + (row * target.width + column) * target.channels, target.channels,
        paint.top, coverage[(long)column - x]);
  }
}
