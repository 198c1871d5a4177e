#include "libtiff.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "library.h"

typedef void (*handler)(void *, const char *, const char *, va_list);

static ti_libtiff library;
static int is_open;
static handler (*set_error_handler)(handler);
static void *(*set_plain_handler)(void *);
static void *(*set_warning_handler)(void *);

/// libtiff has one handler for all files, and tells it whose the error is.
static void on_error(void *handle, const char *module, const char *format, va_list arguments) {
  (void)module;
  ti_tiff_memory *memory = handle;
  if (memory == NULL || memory->complaint[0] != 0) return;
  vsnprintf(memory->complaint, sizeof memory->complaint, format, arguments);
  size_t length = strlen(memory->complaint);
  if (length > 0 && memory->complaint[length - 1] == '.') memory->complaint[length - 1] = 0;
}

static void open_once(void) {
  static const char *const files[] = {
    "libtiff.so.6", "libtiff.so.5", "libtiff.so", "libtiff.6.dylib",
  };
  const ti_symbol symbols[] = {
    {"TIFFClientOpen", &library.open},
    {"TIFFClose", &library.close},
    {"TIFFGetField", &library.get},
    {"TIFFGetFieldDefaulted", &library.get_or_default},
    {"TIFFSetField", &library.set},
    {"TIFFLastDirectory", &library.is_last},
    {"TIFFIsTiled", &library.is_tiled},
    {"TIFFIsCODECConfigured", &library.is_configured},
    {"TIFFNumberOfStrips", &library.strip_count},
    {"TIFFNumberOfTiles", &library.tile_count},
    {"TIFFGetStrileOffset", &library.part_offset},
    {"TIFFGetStrileByteCount", &library.part_length},
    {"TIFFScanlineSize", &library.row_size},
    {"TIFFTileSize", &library.tile_size},
    {"TIFFTileRowSize", &library.tile_row_size},
    {"TIFFReadScanline", &library.read_row},
    {"TIFFReadTile", &library.read_tile},
    {"TIFFSetErrorHandlerExt", &set_error_handler},
    {"TIFFSetWarningHandler", &set_warning_handler},
    {"TIFFSetErrorHandler", &set_plain_handler},
  };
  size_t file_count = sizeof files / sizeof *files;
  is_open = ti_open_library(files, file_count, symbols, sizeof symbols / sizeof *symbols);
  if (!is_open) return;
  // Its own handlers write to standard error.
  set_warning_handler(NULL);
  set_plain_handler(NULL);
  set_error_handler(on_error);
}

const ti_libtiff *ti_libtiff_open(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_once);
  return is_open ? &library : NULL;
}

static ti_tiff_size read_bytes(void *handle, void *to, ti_tiff_size wanted) {
  ti_tiff_memory *memory = handle;
  if (wanted <= 0 || memory->position >= memory->count) return 0;
  uint64_t left = memory->count - memory->position;
  uint64_t taken = (uint64_t)wanted < left ? (uint64_t)wanted : left;
  memcpy(to, memory->bytes + memory->position, taken);
  memory->position += taken;
  return (ti_tiff_size)taken;
}

static ti_tiff_size write_none(void *handle, void *from, ti_tiff_size count) {
  (void)handle, (void)from, (void)count;
  return 0;
}

static uint64_t seek(void *handle, uint64_t offset, int whence) {
  ti_tiff_memory *memory = handle;
  uint64_t base = whence == SEEK_CUR ? memory->position : whence == SEEK_END ? memory->count : 0;
  return memory->position = base + offset;
}

static int close_none(void *handle) {
  (void)handle;
  return 0;
}

static uint64_t size_of(void *handle) { return ((ti_tiff_memory *)handle)->count; }

/// libtiff does not write to what it maps: it is opened for reading.
static int map(void *handle, void **start, uint64_t *count) {
  ti_tiff_memory *memory = handle;
  *start = (void *)memory->bytes;
  *count = memory->count;
  return 1;
}

static void unmap(void *handle, void *start, uint64_t count) {
  (void)handle, (void)start, (void)count;
}

ti_tiff_file *ti_libtiff_file(const ti_libtiff *library, ti_tiff_memory *memory) {
  return library->open(
    "TIFF", "r", memory, read_bytes, write_none, seek, close_none, size_of, map, unmap);
}
