#include <webp/encode.h>

#include "outcome.h"

static void fill(WebPConfig *config, int quality, int lossless) {
  WebPConfigInit(config);
  // Level 6 of 9: those above take several times as long for a hundredth of the bytes.
  if (lossless) WebPConfigLosslessPreset(config, 6);
  else config->quality = (float)quality;
  // Colored edges keep their place; costs a tenth of the time.
  config->use_sharp_yuv = !lossless;
}

static void explain(ti_outcome *outcome, WebPEncodingError code) {
  switch (code) {
    case VP8_ENC_ERROR_BAD_DIMENSION:
      ti_fail(outcome, TI_UNSUPPORTED_FORM, "a WebP has at most 16,383 pixels on a side");
      break;
    case VP8_ENC_ERROR_PARTITION0_OVERFLOW:
    case VP8_ENC_ERROR_PARTITION_OVERFLOW:
    case VP8_ENC_ERROR_FILE_TOO_BIG:
      ti_fail(outcome, TI_UNSUPPORTED_FORM, "the picture has more detail than a WebP can hold");
      break;
    default:
      ti_fail(outcome, TI_OUT_OF_MEMORY, "no memory for the WebP writer");
      break;
  }
}

ti_outcome ti_webp_write(
  ti_surface source, int quality, int lossless, uint8_t **bytes, size_t *count) {
  ti_outcome outcome = {TI_OK, ""};
  *bytes = NULL;
  *count = 0;
  WebPConfig config;
  WebPPicture picture;
  fill(&config, quality, lossless);
  if (!WebPPictureInit(&picture) || source.width > WEBP_MAX_DIMENSION ||
      source.height > WEBP_MAX_DIMENSION) {
    explain(&outcome, VP8_ENC_ERROR_BAD_DIMENSION);
    return outcome;
  }
  picture.use_argb = lossless;
  picture.width = (int)source.width;
  picture.height = (int)source.height;
  int stride = (int)(source.width * source.channels);
  WebPMemoryWriter writer;
  WebPMemoryWriterInit(&writer);
  picture.writer = WebPMemoryWrite;
  picture.custom_ptr = &writer;
  int is_taken = source.channels == 4 ? WebPPictureImportRGBA(&picture, source.pixels, stride)
                                      : WebPPictureImportRGB(&picture, source.pixels, stride);
  if (is_taken && WebPEncode(&config, &picture)) {
    *bytes = writer.mem;
    *count = writer.size;
  } else {
    explain(&outcome, picture.error_code);
    WebPMemoryWriterClear(&writer);
  }
  WebPPictureFree(&picture);
  return outcome;
}
