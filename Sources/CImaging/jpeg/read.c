#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include <jerror.h>

#include "outcome.h"
#include "resize/resize.h"

/// The progressive coefficients of the largest picture allowed, at 4:4:4, and a margin.
static const long memory_bound = 768L << 20;

typedef struct {
  struct jpeg_error_mgr errors;  // first: libjpeg hands back a pointer to it
  struct jpeg_progress_mgr progress;
  jmp_buf escape;
  int max_scans;
  int has_ended;  // the bytes have, before an end marker
  ti_outcome outcome;
} reading;

static reading *state_of(j_common_ptr jpeg) { return (reading *)jpeg->err; }

static void stop(j_common_ptr jpeg, ti_status status) {
  reading *state = state_of(jpeg);
  // What goes wrong where the bytes have ended does so for want of more.
  state->outcome.status = state->has_ended && status == TI_CORRUPT ? TI_TRUNCATED : status;
  jpeg->err->format_message(jpeg, state->outcome.detail);
  longjmp(state->escape, 1);
}

static ti_status status_of_error(int code) {
  switch (code) {
    case JERR_OUT_OF_MEMORY:
    case JERR_NO_BACKING_STORE:
      return TI_OUT_OF_MEMORY;
#if JPEG_LIB_VERSION < 70  // Ubuntu's libjpeg has version 8's interface, in which arithmetic coding is never missing.
    case JERR_ARITH_NOTIMPL:
#endif
    case JERR_BAD_PRECISION:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_SOF_UNSUPPORTED:
      return TI_UNSUPPORTED_FORM;
    case JERR_INPUT_EMPTY:
    case JERR_INPUT_EOF:
      return TI_TRUNCATED;
    default:
      return TI_CORRUPT;
  }
}

static void on_error(j_common_ptr jpeg) { stop(jpeg, status_of_error(jpeg->err->msg_code)); }

/// libjpeg continues after damage and fills in gray. Damage to pixels stops here; warnings about
/// complete but odd files (stray bytes between markers, unknown versions, no end marker) do not.
static void on_warning(j_common_ptr jpeg, int level) {
  if (level >= 0) return;
  switch (jpeg->err->msg_code) {
    case JWRN_JPEG_EOF:
      state_of(jpeg)->has_ended = 1;
      break;
    case JWRN_ARITH_BAD_CODE:
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_MUST_RESYNC:
      stop(jpeg, TI_CORRUPT);
      break;
    default:
      break;
  }
}

static void be_silent(j_common_ptr jpeg) { (void)jpeg; }

static void on_progress(j_common_ptr jpeg) {
  reading *state = state_of(jpeg);
  if (((j_decompress_ptr)jpeg)->input_scan_number <= state->max_scans) return;
  ti_fail(&state->outcome, TI_TOO_MANY_SCANS, "too many scans");
  longjmp(state->escape, 1);
}

static void disagree(reading *state) {
  ti_fail(&state->outcome, TI_CORRUPT, "two headers disagree");
  longjmp(state->escape, 1);
}

/// Without Adobe's marker, nothing says whether four components are CMYK or YCCK. As Java's reader
/// does, they are taken for YCCK where the second and third are stored more coarsely than the others.
static int seems_ycck(j_decompress_ptr jpeg) {
  const jpeg_component_info *c = jpeg->comp_info;
  if (jpeg->num_components != 4 || jpeg->saw_Adobe_marker) return 0;
  int is_alike = c[1].quant_tbl_no == c[0].quant_tbl_no
    && c[1].h_samp_factor * c[1].v_samp_factor == c[0].h_samp_factor * c[0].v_samp_factor;
  return !is_alike && c[1].quant_tbl_no == c[2].quant_tbl_no
    && c[3].quant_tbl_no == c[0].quant_tbl_no && c[3].h_samp_factor == c[0].h_samp_factor
    && c[3].v_samp_factor == c[0].v_samp_factor;
}

static void lack(reading *state, const char *what) {
  ti_fail(&state->outcome, TI_TRUNCATED, what);
  longjmp(state->escape, 1);
}

/// Fails where the bytes have ended without an end marker before all scans came; a scan that is cut
/// itself has failed already. Of a file of one scan, the end may not have been looked for yet.
static void check_scans(reading *state, j_decompress_ptr jpeg) {
  int lacks = 0;
  for (int i = 0; i < jpeg->num_components; i++) {
    lacks |= !jpeg->comp_info[i].quant_table;  // no scan had this component
    for (int k = 0; jpeg->progressive_mode && k < DCTSIZE2; k++)
      lacks |= jpeg->coef_bits[i][k] != 0;
  }
  if (lacks && state->has_ended) lack(state, "scans are missing");
}

/// Arithmetic codes may end early by right, so without an end marker nothing says that they are whole.
static void check_codes(reading *state, j_decompress_ptr jpeg) {
  if (jpeg->arith_code && state->has_ended) lack(state, "no end marker");
}

static void invert(uint8_t *row, size_t count) {
  for (size_t i = 0; i < count; i++) row[i] = 255 - row[i];
}

/// Begins decoding; fails unless the picture has the size and channels of `expected`.
static void begin(reading *state, j_decompress_ptr jpeg, int eighths, ti_surface expected) {
  jpeg_read_header(jpeg, TRUE);
  if (seems_ycck(jpeg)) jpeg->jpeg_color_space = JCS_YCCK;
  jpeg->out_color_space = expected.channels == 4 ? JCS_CMYK : JCS_RGB;
  jpeg->scale_num = (unsigned)eighths;
  jpeg->scale_denom = 8;
  jpeg->dct_method = JDCT_ISLOW;
  jpeg_calc_output_dimensions(jpeg);
  if (jpeg->output_width != expected.width || jpeg->output_height != expected.height
      || (size_t)jpeg->output_components != expected.channels)
    disagree(state);
  jpeg_start_decompress(jpeg);
}

/// Reads into `target`; with a `scan` only into that, by way of the one row of `target`.
static void read_rows(j_decompress_ptr jpeg, ti_surface target, ti_scan *scan) {
  size_t stride = target.width * target.channels;
  while (jpeg->output_scanline < jpeg->output_height) {
    JSAMPROW row = target.pixels + (scan ? 0 : jpeg->output_scanline * stride);
    size_t y = jpeg->output_scanline;
    jpeg_read_scanlines(jpeg, &row, 1);
    // Adobe's programs store CMYK inverted, and so all others do, whether they say so or not.
    if (target.channels == 4) invert(row, stride);
    if (!scan) continue;
    ti_extent_add(&scan->extent, row, target.width, target.channels);
    if (scan->shrinking) ti_shrinking_add_row(scan->shrinking, row, y);
  }
}

/// Resizes row by row: the whole picture is never in memory, and each row is still in the cache.
static void resize_rows(j_decompress_ptr jpeg, ti_resizing *resizing) {
  JSAMPARRAY row = jpeg->mem->alloc_sarray(
    (j_common_ptr)jpeg, JPOOL_IMAGE, jpeg->output_width * (JDIMENSION)jpeg->output_components, 1);
  while (jpeg->output_scanline < jpeg->output_height) {
    jpeg_read_scanlines(jpeg, row, 1);
    ti_resizing_add_row(resizing, row[0]);
  }
}

/// Reads into `source`; resizes from the size of `source` if `resizing` is given, or hands all to `scan`.
static ti_outcome read_jpeg(
  const uint8_t *bytes, size_t count, int eighths, int max_scans, ti_surface source,
  ti_resizing *resizing, ti_scan *scan) {
  struct jpeg_decompress_struct jpeg;
  reading state = {.max_scans = max_scans, .outcome = {TI_OK, ""}};
  jpeg.err = jpeg_std_error(&state.errors);
  state.errors.error_exit = on_error;
  state.errors.emit_message = on_warning;
  state.errors.output_message = be_silent;
  state.progress.progress_monitor = on_progress;
  jpeg.global_state = 0;
  jpeg.mem = NULL;  // so that destroying is safe when creating fails
  if (setjmp(state.escape) == 0) {
    jpeg_create_decompress(&jpeg);
    jpeg.progress = &state.progress;
    jpeg.mem->max_memory_to_use = memory_bound;
    jpeg_mem_src(&jpeg, bytes, count);
    begin(&state, &jpeg, eighths, source);
    if (resizing) resize_rows(&jpeg, resizing);
    else read_rows(&jpeg, source, scan);
    check_scans(&state, &jpeg);
    jpeg_finish_decompress(&jpeg);
    check_codes(&state, &jpeg);
  }
  jpeg_destroy_decompress(&jpeg);
  return state.outcome;
}

ti_outcome ti_jpeg_read(
  const uint8_t *bytes, size_t count, int eighths, int max_scans, ti_surface target) {
  return read_jpeg(bytes, count, eighths, max_scans, target, NULL, NULL);
}

ti_outcome ti_jpeg_scan(
  const uint8_t *bytes, size_t count, int max_scans, ti_surface row, ti_scan *scan) {
  return read_jpeg(bytes, count, 8, max_scans, row, NULL, scan);
}

ti_outcome ti_jpeg_read_resized(
  const uint8_t *bytes, size_t count, int eighths, int max_scans, size_t width, size_t height,
  ti_surface target) {
  ti_outcome outcome;
  ti_surface source = {NULL, width, height, target.channels};
  ti_resizing *resizing = ti_resizing_begin(width, height, target);
  if (!resizing) {
    ti_fail(&outcome, TI_OUT_OF_MEMORY, "no memory for resizing");
    return outcome;
  }
  outcome = read_jpeg(bytes, count, eighths, max_scans, source, resizing, NULL);
  ti_resizing_end(resizing);
  return outcome;
}
