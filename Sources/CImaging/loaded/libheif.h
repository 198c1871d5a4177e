// What is used of libheif, declared here so that building needs no headers of it.
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct ti_heif_context ti_heif_context;
typedef struct ti_heif_handle ti_heif_handle;
typedef struct ti_heif_image ti_heif_image;

typedef struct {
  int code, subcode;
  const char *message;
} ti_heif_error;

/// The beginning of libheif's structure; what follows is not read.
typedef struct {
  uint8_t version;
  int primaries, transfer, matrix;
} ti_heif_points;

typedef struct {
  ti_heif_context *(*new_context)(void);
  void (*free_context)(ti_heif_context *);
  void (*limit_side)(ti_heif_context *, int side);
  ti_heif_error (*read)(ti_heif_context *, const void *bytes, size_t count, const void *options);
  ti_heif_error (*main_picture)(ti_heif_context *, ti_heif_handle **);
  int (*picture_count)(ti_heif_context *);
  void (*free_handle)(const ti_heif_handle *);
  int (*width)(const ti_heif_handle *);
  int (*height)(const ti_heif_handle *);
  int (*has_alpha)(const ti_heif_handle *);
  int (*is_premultiplied)(const ti_heif_handle *);
  int (*bits)(const ti_heif_handle *);
  size_t (*profile_size)(const ti_heif_handle *);
  ti_heif_error (*profile)(const ti_heif_handle *, void *to);
  ti_heif_error (*points)(const ti_heif_handle *, ti_heif_points **);
  void (*free_points)(ti_heif_points *);
  ti_heif_error (*decode)(
    const ti_heif_handle *, ti_heif_image **, int space, int chroma, const void *options);
  const uint8_t *(*plane)(const ti_heif_image *, int channel, int *stride);
  int (*plane_width)(const ti_heif_image *, int channel);
  int (*plane_height)(const ti_heif_image *, int channel);
  void (*free_image)(const ti_heif_image *);
} ti_libheif;

/// libheif; NULL if it is not on this machine.
const ti_libheif *ti_libheif_open(void);

enum {
  ti_heif_unsupported_type = 3,
  ti_heif_unsupported_feature = 4,
  ti_heif_no_memory = 6,
  ti_heif_decoder_failed = 7,
  ti_heif_no_plugin = 11,
  ti_heif_end_of_data = 100,  // a subcode
  ti_heif_rgb = 1,  // a color space
  ti_heif_rgb_together = 10,  // a chroma, and the channel that holds it
  ti_heif_rgba_together = 11,
};
