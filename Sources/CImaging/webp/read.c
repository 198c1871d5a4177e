#include <string.h>

#include <webp/decode.h>

#include "outcome.h"

static ti_outcome outcome_of(VP8StatusCode code) {
  ti_outcome outcome = {TI_OK, ""};
  switch (code) {
    case VP8_STATUS_OK:
      break;
    case VP8_STATUS_OUT_OF_MEMORY:
      ti_fail(&outcome, TI_OUT_OF_MEMORY, "no memory for the WebP reader");
      break;
    case VP8_STATUS_UNSUPPORTED_FEATURE:
      ti_fail(&outcome, TI_UNSUPPORTED_FORM, "WebP of an unknown form");
      break;
    default:
      // Not truncated even if data is missing: the caller has checked that the file is complete.
      ti_fail(&outcome, TI_CORRUPT, "a WebP picture that breaks the rules");
      break;
  }
  return outcome;
}

ti_outcome ti_webp_inspect(const uint8_t *bytes, size_t count, ti_webp_head *head) {
  WebPBitstreamFeatures features;
  VP8StatusCode code = WebPGetFeatures(bytes, count, &features);
  if (code == VP8_STATUS_OK) {
    head->width = (size_t)features.width;
    head->height = (size_t)features.height;
    head->has_alpha = features.has_alpha;
  }
  return outcome_of(code);
}

/// Whether a picture at `x`, `y` lies within `target`.
static int fits(const WebPBitstreamFeatures *picture, size_t x, size_t y, ti_surface target) {
  size_t width = (size_t)picture->width, height = (size_t)picture->height;
  return width <= target.width && x <= target.width - width && height <= target.height
         && y <= target.height - height;
}

ti_outcome ti_webp_read(
  const uint8_t *bytes, size_t count, size_t x, size_t y, ti_surface target) {
  WebPDecoderConfig config;
  if (!WebPInitDecoderConfig(&config)) return outcome_of(VP8_STATUS_UNSUPPORTED_FEATURE);
  VP8StatusCode code = WebPGetFeatures(bytes, count, &config.input);
  if (code != VP8_STATUS_OK) return outcome_of(code);
  if (!fits(&config.input, x, y, target)) return outcome_of(VP8_STATUS_BITSTREAM_ERROR);
  size_t stride = target.width * target.channels, all = stride * target.height;
  size_t start = y * stride + x * target.channels;
  if ((size_t)config.input.width != target.width || (size_t)config.input.height != target.height)
    memset(target.pixels, 0, all);
  config.output.colorspace = target.channels == 4 ? MODE_RGBA : MODE_RGB;
  config.output.is_external_memory = 1;
  config.output.u.RGBA.rgba = target.pixels + start;
  config.output.u.RGBA.stride = (int)stride;
  config.output.u.RGBA.size = all - start;
  code = WebPDecode(bytes, count, &config);
  WebPFreeDecBuffer(&config.output);
  return outcome_of(code);
}
