// What is used of libtiff, declared here so that building needs no headers of it.
#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ti_tiff_file ti_tiff_file;
typedef int64_t ti_tiff_size;

typedef struct {
  ti_tiff_file *(*open)(
    const char *name, const char *mode, void *handle,
    ti_tiff_size (*read)(void *, void *, ti_tiff_size),
    ti_tiff_size (*write)(void *, void *, ti_tiff_size), uint64_t (*seek)(void *, uint64_t, int),
    int (*close)(void *), uint64_t (*size)(void *), int (*map)(void *, void **, uint64_t *),
    void (*unmap)(void *, void *, uint64_t));
  void (*close)(ti_tiff_file *);
  int (*get)(ti_tiff_file *, uint32_t tag, ...);
  int (*get_or_default)(ti_tiff_file *, uint32_t tag, ...);
  int (*set)(ti_tiff_file *, uint32_t tag, ...);
  int (*is_last)(ti_tiff_file *);
  int (*is_tiled)(ti_tiff_file *);
  int (*is_configured)(uint16_t compression);
  uint32_t (*strip_count)(ti_tiff_file *);
  uint32_t (*tile_count)(ti_tiff_file *);
  uint64_t (*part_offset)(ti_tiff_file *, uint32_t part);
  uint64_t (*part_length)(ti_tiff_file *, uint32_t part);
  ti_tiff_size (*row_size)(ti_tiff_file *);
  ti_tiff_size (*tile_size)(ti_tiff_file *);
  ti_tiff_size (*tile_row_size)(ti_tiff_file *);
  int (*read_row)(ti_tiff_file *, void *to, uint32_t row, uint16_t sample);
  ti_tiff_size (*read_tile)(
    ti_tiff_file *, void *to, uint32_t x, uint32_t y, uint32_t z, uint16_t sample);
} ti_libtiff;

/// libtiff; NULL if it is not on this machine.
const ti_libtiff *ti_libtiff_open(void);

/// A file in memory, and the first complaint about it.
typedef struct {
  const uint8_t *bytes;
  uint64_t count, position;
  char complaint[160];
} ti_tiff_memory;

/// Opens a file in memory; NULL if libtiff cannot.
ti_tiff_file *ti_libtiff_file(const ti_libtiff *library, ti_tiff_memory *memory);

enum {
  ti_tag_subfile_type = 254,
  ti_tag_width = 256,
  ti_tag_height = 257,
  ti_tag_bits = 258,
  ti_tag_compression = 259,
  ti_tag_photometric = 262,
  ti_tag_orientation = 274,
  ti_tag_samples = 277,
  ti_tag_planes = 284,
  ti_tag_color_map = 320,
  ti_tag_tile_width = 322,
  ti_tag_tile_height = 323,
  ti_tag_ink_set = 332,
  ti_tag_extra_samples = 338,
  ti_tag_sample_format = 339,
  ti_tag_profile = 34675,
  ti_tag_dng_version = 50706,
  ti_tag_jpeg_color_mode = 65538,
};
