#include <stdlib.h>
#include <string.h>

#include "libheif.h"
#include "outcome.h"
#include "samples.h"

/// The real profiles of print reach 2 MB.
enum { longest_profile = 4 << 20 };

static ti_outcome outcome_of(ti_heif_error error) {
  ti_outcome outcome = {TI_OK, ""};
  switch (error.code) {
    case 0:
      break;
    case ti_heif_unsupported_type:
    case ti_heif_unsupported_feature:
    case ti_heif_no_plugin:
      ti_fail(&outcome, TI_UNSUPPORTED_FORM, "HEIC or AVIF in a coding that libheif does not read here");
      break;
    case ti_heif_no_memory:
      ti_fail(&outcome, TI_OUT_OF_MEMORY, "");
      break;
    default:
      ti_fail(
        &outcome, error.subcode == ti_heif_end_of_data ? TI_TRUNCATED : TI_CORRUPT,
        error.message != NULL ? error.message : "a HEIC or AVIF that breaks the rules");
  }
  return outcome;
}

/// A file that is being read.
typedef struct {
  const ti_libheif *heif;
  ti_heif_context *context;
  ti_heif_handle *picture;
} reading;

static void end(reading *state) {
  if (state->picture != NULL) state->heif->free_handle(state->picture);
  if (state->context != NULL) state->heif->free_context(state->context);
}

/// Reads the boxes of the file up to its main picture.
static ti_outcome begin(reading *state, const uint8_t *bytes, size_t count, size_t max_side) {
  ti_outcome outcome = {TI_OK, ""};
  state->heif = ti_libheif_open();
  if (state->heif == NULL) {
    ti_fail(&outcome, TI_NO_LIBRARY, "libheif");
    return outcome;
  }
  state->context = state->heif->new_context();
  if (state->context == NULL) {
    ti_fail(&outcome, TI_OUT_OF_MEMORY, "");
    return outcome;
  }
  state->heif->limit_side(state->context, (int)max_side);
  outcome = outcome_of(state->heif->read(state->context, bytes, count, NULL));
  if (outcome.status == TI_OK)
    outcome = outcome_of(state->heif->main_picture(state->context, &state->picture));
  return outcome;
}

static void read_colors(const reading *state, ti_heif_head *head) {
  const ti_libheif *heif = state->heif;
  size_t length = heif->profile_size(state->picture);
  if (length > 0 && length <= longest_profile) {
    head->profile = malloc(length);
    if (head->profile != NULL && heif->profile(state->picture, head->profile).code == 0) {
      head->profile_length = length;
      return;
    }
    free(head->profile);
    head->profile = NULL;
  }
  ti_heif_points *points = NULL;
  if (heif->points(state->picture, &points).code != 0 || points == NULL) return;
  head->has_points = 1;
  head->primaries = points->primaries;
  head->transfer = points->transfer;
  heif->free_points(points);
}

ti_outcome ti_heif_inspect(
  const uint8_t *bytes, size_t count, size_t max_side, ti_heif_head *head) {
  reading state = {0};
  memset(head, 0, sizeof *head);
  ti_outcome outcome = begin(&state, bytes, count, max_side);
  if (outcome.status == TI_OK) {
    const ti_libheif *heif = state.heif;
    int width = heif->width(state.picture), height = heif->height(state.picture);
    int bits = heif->bits(state.picture);
    head->width = width > 0 ? (size_t)width : 0;
    head->height = height > 0 ? (size_t)height : 0;
    head->bits = bits >= 8 && bits <= 16 ? bits : 8;
    head->has_alpha = heif->has_alpha(state.picture) != 0;
    head->has_more_pictures = heif->picture_count(state.context) > 1;
    read_colors(&state, head);
  }
  end(&state);
  return outcome;
}

static void copy_rows(const uint8_t *from, int stride, ti_surface target) {
  size_t length = target.width * target.channels;
  for (size_t y = 0; y < target.height; y++)
    memcpy(target.pixels + y * length, from + y * (size_t)stride, length);
}

ti_outcome ti_heif_read(const uint8_t *bytes, size_t count, size_t max_side, ti_surface target) {
  reading state = {0};
  ti_outcome outcome = begin(&state, bytes, count, max_side);
  ti_heif_image *image = NULL;
  if (outcome.status == TI_OK) {
    int chroma = target.channels == 4 ? ti_heif_rgba_together : ti_heif_rgb_together;
    outcome = outcome_of(state.heif->decode(state.picture, &image, ti_heif_rgb, chroma, NULL));
  }
  if (outcome.status == TI_OK) {
    int stride = 0;
    const uint8_t *plane = state.heif->plane(image, ti_heif_rgb_together, &stride);
    int width = state.heif->plane_width(image, ti_heif_rgb_together);
    int height = state.heif->plane_height(image, ti_heif_rgb_together);
    if (plane == NULL || width < 0 || height < 0 || (size_t)width != target.width
        || (size_t)height != target.height || (size_t)stride < target.width * target.channels)
      ti_fail(&outcome, TI_CORRUPT, "its pixels are not as many as its header says");
    else
      copy_rows(plane, stride, target);
    if (outcome.status == TI_OK && state.heif->is_premultiplied(state.picture))
      ti_divide_by_alpha(target);
  }
  if (image != NULL) state.heif->free_image(image);
  end(&state);
  return outcome;
}
