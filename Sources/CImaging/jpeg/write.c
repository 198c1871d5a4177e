#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include <jerror.h>

#include "outcome.h"

typedef struct {
  struct jpeg_error_mgr errors;  // first: libjpeg hands back a pointer to it
  jmp_buf escape;
  ti_outcome outcome;
  unsigned char *bytes;
  unsigned long count;
} writing;

static void on_error(j_common_ptr jpeg) {
  writing *state = (writing *)jpeg->err;
  int too_big = jpeg->err->msg_code == JERR_IMAGE_TOO_BIG;
  state->outcome.status = too_big ? TI_UNSUPPORTED_FORM : TI_OUT_OF_MEMORY;
  jpeg->err->format_message(jpeg, state->outcome.detail);
  longjmp(state->escape, 1);
}

static void be_silent(j_common_ptr jpeg) { (void)jpeg; }

static void write_rows(j_compress_ptr jpeg, ti_surface source, int quality, int subsample_chroma) {
  jpeg->image_width = (JDIMENSION)source.width;
  jpeg->image_height = (JDIMENSION)source.height;
  jpeg->input_components = 3;
  jpeg->in_color_space = JCS_RGB;
  jpeg_set_defaults(jpeg);
  jpeg_set_quality(jpeg, quality, TRUE);
  jpeg->comp_info[0].h_samp_factor = subsample_chroma ? 2 : 1;
  jpeg->comp_info[0].v_samp_factor = subsample_chroma ? 2 : 1;
  // Optimal Huffman codes would save 3 % of the bytes and triple the time.
  jpeg->optimize_coding = FALSE;
  jpeg->dct_method = JDCT_ISLOW;
  jpeg_start_compress(jpeg, TRUE);
  size_t stride = source.width * source.channels;
  while (jpeg->next_scanline < jpeg->image_height) {
    JSAMPROW row = source.pixels + jpeg->next_scanline * stride;
    jpeg_write_scanlines(jpeg, &row, 1);
  }
  jpeg_finish_compress(jpeg);
}

ti_outcome ti_jpeg_write(
  ti_surface source, int quality, int subsample_chroma, uint8_t **bytes, size_t *count) {
  struct jpeg_compress_struct jpeg;
  writing state = {.outcome = {TI_OK, ""}};
  jpeg.err = jpeg_std_error(&state.errors);
  state.errors.error_exit = on_error;
  state.errors.output_message = be_silent;
  jpeg.global_state = 0;
  jpeg.mem = NULL;  // so that destroying is safe when creating fails
  if (setjmp(state.escape) == 0) {
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &state.bytes, &state.count);
    write_rows(&jpeg, source, quality, subsample_chroma);
  }
  jpeg_destroy_compress(&jpeg);
  if (state.outcome.status != TI_OK) {
    // Not freed: libjpeg may have freed the buffer while growing it, and does not report that.
    state.bytes = NULL;
    state.count = 0;
  }
  *bytes = state.bytes;
  *count = state.count;
  return state.outcome;
}
