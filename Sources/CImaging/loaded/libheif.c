#include "libheif.h"

#include <pthread.h>

#include "library.h"

static ti_libheif library;
static int is_open;

static void open_once(void) {
  static const char *const files[] = {
    "libheif.so.1", "libheif.so", "libheif.1.dylib",
  };
  const ti_symbol symbols[] = {
    {"heif_context_alloc", &library.new_context},
    {"heif_context_free", &library.free_context},
    {"heif_context_set_maximum_image_size_limit", &library.limit_side},
    {"heif_context_read_from_memory_without_copy", &library.read},
    {"heif_context_get_primary_image_handle", &library.main_picture},
    {"heif_context_get_number_of_top_level_images", &library.picture_count},
    {"heif_image_handle_release", &library.free_handle},
    {"heif_image_handle_get_width", &library.width},
    {"heif_image_handle_get_height", &library.height},
    {"heif_image_handle_has_alpha_channel", &library.has_alpha},
    {"heif_image_handle_is_premultiplied_alpha", &library.is_premultiplied},
    {"heif_image_handle_get_luma_bits_per_pixel", &library.bits},
    {"heif_image_handle_get_raw_color_profile_size", &library.profile_size},
    {"heif_image_handle_get_raw_color_profile", &library.profile},
    {"heif_image_handle_get_nclx_color_profile", &library.points},
    {"heif_nclx_color_profile_free", &library.free_points},
    {"heif_decode_image", &library.decode},
    {"heif_image_get_plane_readonly", &library.plane},
    {"heif_image_get_width", &library.plane_width},
    {"heif_image_get_height", &library.plane_height},
    {"heif_image_release", &library.free_image},
  };
  size_t file_count = sizeof files / sizeof *files;
  is_open = ti_open_library(files, file_count, symbols, sizeof symbols / sizeof *symbols);
}

const ti_libheif *ti_libheif_open(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_once);
  return is_open ? &library : NULL;
}
